import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { asItem } from '../../execute/output';
import { canonical } from '../../snapshots/canonical';
import { inOrderOfKeys, keyOf } from '../../snapshots/keys';
import { configurationLists, type ConfigurationList } from '../../snapshots/lists';
import type { Snapshot } from '../../snapshots/snapshot';
import { isSecretName } from '../../transport/secretNames';
import { DomainReader, isRefused, type Source } from '../domainReader';
import { ownersOf, type Owners } from './owners';

/** All configuration of a domain, as one item or as one for each record. */
export async function takeSnapshot(call: Call): Promise<INodeExecutionData[]> {
	const snapshot = await readSnapshot(call);
	if (call.values.query.snapshotAs !== 'records')
		return [asItem(snapshot as unknown as IDataObject)];
	const { domain, takenAt, lists } = snapshot;
	return Object.entries(lists).flatMap(([list, records]) =>
		records.map((record) => asItem({ domain, takenAt, list, key: keyOf(list, record), record })),
	);
}

async function readSnapshot(call: Call): Promise<Snapshot> {
	const reader = new DomainReader(call);
	const takenAt = DateTime.utc().toISO();
	const owners = await ownersOf(reader);
	const missing: Snapshot['missing'] = [];
	const read = await Promise.all(
		configurationLists.map(async (list) => {
			const records = await readRecords(reader, list, owners).catch((error: Error) => {
				if (!isRefused(error)) throw error;
				missing.push({ list: list.name, reason: error.message });
				return undefined;
			});
			return records && ([list.name, records] as const);
		}),
	);
	const lists = Object.fromEntries(read.filter((one) => one !== undefined));
	const [settings] = lists.domain ?? [];
	missing.sort((a, b) => (a.list < b.list ? -1 : 1));
	return { domain: String(settings?.domain ?? reader.domain), takenAt, lists, missing };
}

/** The records of a list in one spelling and in order. */
async function readRecords(
	reader: DomainReader,
	list: ConfigurationList,
	owners: Owners,
): Promise<IDataObject[]> {
	const { name, kind, otherwise } = list;
	const records = await readRaw(reader, list, owners).catch(async (error: Error) => {
		if (!otherwise || !isRefused(error)) throw error;
		return await readRaw(reader, otherwise, owners);
	});
	return inOrderOfKeys(
		name,
		records.map((record) => canonical(record, kind, isSecretName)),
	);
}

async function readRaw(
	reader: DomainReader,
	{ name, path, since, query, each, isRecord }: ConfigurationList,
	owners: Owners,
): Promise<IDataObject[]> {
	const source: Source = { label: name, path: `/domains/{domain}${path}`, since, query };
	const one = async (values: IDataObject) => {
		const asked = { ...source, values };
		const rows = isRecord ? [await reader.one(asked)] : await reader.few(asked);
		return rows.map((row): IDataObject => ({ ...values, ...row }));
	};
	if (!each) return isRecord ? await one({}) : await reader.all(source);
	// The first shows whether the others may be read.
	const [first, ...others] = owners[each];
	if (!first) return [];
	const begun = await one(first);
	return [begun, ...(await Promise.all(others.map(one)))].flat();
}
