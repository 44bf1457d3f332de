const RATE = 8000;
const HEADER = 44;

/**
 * A WAV file of mono PCM, 16 bit, 8 kHz: a soft tone that is different for every seed.
 * @param seconds length; at most five minutes are rendered
 */
export function toneWav(seconds: number, seed: number): Buffer {
	const samples = Math.max(1, Math.round(Math.min(seconds, 300) * RATE));
	const file = Buffer.alloc(HEADER + samples * 2);
	writeHeader(file, { format: 1, bits: 16, align: 2, bytesPerSecond: RATE * 2, data: samples * 2 });
	const pitch = 220 + (seed % 440);
	for (let i = 0; i < samples; i++) {
		const sample = Math.sin((2 * Math.PI * pitch * i) / RATE) * 6000;
		file.writeInt16LE(Math.round(sample), HEADER + i * 2);
	}
	return file;
}

/** A WAV file that holds GSM 6.10 frames (65 bytes for 40 ms) of silence, as some servers record. */
export function gsmWav(seconds: number): Buffer {
	const frames = Math.max(1, Math.ceil(Math.min(seconds, 300) / 0.04));
	const head = Buffer.alloc(60);
	head.write('RIFF', 0);
	head.writeUInt32LE(52 + frames * 65, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(20, 16);
	head.writeUInt16LE(0x31, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(RATE, 24);
	head.writeUInt32LE(1625, 28);
	head.writeUInt16LE(65, 32);
	head.writeUInt16LE(0, 34);
	head.writeUInt16LE(2, 36);
	head.writeUInt16LE(320, 38);
	head.write('fact', 40);
	head.writeUInt32LE(4, 44);
	head.writeUInt32LE(frames * 320, 48);
	head.write('data', 52);
	head.writeUInt32LE(frames * 65, 56);
	return Buffer.concat([head, Buffer.alloc(frames * 65, 0)]);
}

interface Layout {
	format: number;
	bits: number;
	align: number;
	bytesPerSecond: number;
	data: number;
}

function writeHeader(file: Buffer, { format, bits, align, bytesPerSecond, data }: Layout): void {
	file.write('RIFF', 0);
	file.writeUInt32LE(36 + data, 4);
	file.write('WAVEfmt ', 8);
	file.writeUInt32LE(16, 16);
	file.writeUInt16LE(format, 20);
	file.writeUInt16LE(1, 22);
	file.writeUInt32LE(RATE, 24);
	file.writeUInt32LE(bytesPerSecond, 28);
	file.writeUInt16LE(align, 32);
	file.writeUInt16LE(bits, 34);
	file.write('data', 36);
	file.writeUInt32LE(data, 40);
}
