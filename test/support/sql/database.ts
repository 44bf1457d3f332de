import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { IDataObject } from 'n8n-workflow';

/** Column of the table → field of a record. */
const COLUMNS: Record<string, string> = {
	id: 'id',
	call: 'call-orig-call-id',
	through_call: 'call-through-call-id',
	place: 'call-leg-ordinal-index',
	caller: 'call-orig-user',
	caller_number: 'call-orig-from-user',
	dialed: 'call-orig-to-user',
	called: 'call-term-user',
	target: 'call-term-to-uri',
	route: 'call-term-pre-routing-uri',
	through: 'call-through-user',
	action: 'call-through-action',
	start: 'call-start-datetime',
	answer: 'call-answer-datetime',
	ended: 'call-disconnect-datetime',
	talk: 'call-talking-duration-seconds',
	hold: 'call-on-hold-duration-seconds',
	reason: 'call-disconnect-reason-text',
};
const TIMES = ['start', 'answer', 'ended'];
const NUMBERS = ['place', 'talk', 'hold'];

/**
 * Call records, in a database that knows what calls they are.
 *
 * @param records as the documents have them, dates in ISO
 * @param people whose departments and sites are known
 */
export function databaseOf(records: IDataObject[], people: IDataObject[]): DatabaseSync {
	const database = new DatabaseSync(':memory:');
	const names = Object.keys(COLUMNS);
	database.exec(`CREATE TABLE cdr (${names.join(', ')});
		CREATE TABLE person (user, department, site);
		BEGIN`);
	const insert = database.prepare(`INSERT INTO cdr VALUES (${names.map(() => '?').join(', ')})`);
	for (const record of records) insert.run(...names.map((name) => valueOf(record, name)));
	const person = database.prepare('INSERT INTO person VALUES (?, ?, ?)');
	for (const { user, department, site } of people)
		person.run(String(user), String(department ?? ''), String(site ?? ''));
	database.exec('COMMIT');
	database.exec(readFileSync(join(__dirname, 'calls.sql'), 'utf8'));
	return database;
}

function valueOf(record: IDataObject, name: string): string | number | null {
	const value = record[COLUMNS[name] as string];
	if (TIMES.includes(name)) return secondsOf(value);
	if (NUMBERS.includes(name)) return Number(value ?? 0);
	// Servers that make numbers of digits say 0 where there is none.
	return [null, undefined, 0].includes(value as never) ? '' : String(value);
}

function secondsOf(value: unknown): number | null {
	const time = Date.parse(String(value));
	return Number.isNaN(time) ? null : Math.floor(time / 1000);
}
