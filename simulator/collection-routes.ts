import type { Collection } from './collection';
import { badRequest } from './errors';
import type { Call, Handler } from './handler';
import { Resource } from './resource';
import type { Routes } from './routes';
import type { Simulator } from './simulator';
import { ownersOf } from './state/table';

/** Adds a kind of record, and what answers its documented endpoints unless they have handlers of their own. */
export function addCollection(sim: Simulator, routes: Routes, definition: Collection): Resource {
	const resource = new Resource(sim, definition);
	sim.keepResource(resource);
	sim.store.own(definition.table, definition.shape);
	for (const shape of [definition.shape, ...(definition.views ?? [])]) {
		bindList(routes, resource, shape);
	}
	bindRecord(routes, resource);
	return resource;
}

function bindList(routes: Routes, resource: Resource, shape: string): void {
	const depth = ownersOf(shape).length;
	routes.byCollection('GET', shape, (call) => resource.list(call, depth));
	routes.byCollection('GET', `${shape}/count`, (call) => resource.count(call, depth));
	routes.byCollection('GET', `${shape}/list`, (call) => resource.list(call, depth, true));
}

function bindRecord(routes: Routes, resource: Resource): void {
	const { shape, bodyKey } = resource.definition;
	const put: Handler = (call) => resource.put(call);
	const del: Handler = (call) => resource.del(call);
	routes.byCollection('POST', shape, (call) => resource.post(call));
	routes.byCollection('GET', `${shape}/{}`, (call) => resource.get(call));
	routes.byCollection('PUT', `${shape}/{}`, put);
	routes.byCollection('PATCH', `${shape}/{}`, put);
	routes.byCollection('DELETE', `${shape}/{}`, del);
	routes.byCollection('GET', `${shape}/{}/count`, (call) => resource.exists(call));
	if (!bodyKey) return;
	routes.byCollection('PUT', shape, (call) => put(namedByBody(call, bodyKey)));
	routes.byCollection('DELETE', shape, (call) => del(namedByBody(call, bodyKey)));
}

/** The request as if the path named the record that the body names. @throws ApiError 400 */
function namedByBody(call: Call, field: string): Call {
	const id = call.body[field];
	if (id === undefined || id === '') throw badRequest(`Missing required field: ${field}`);
	return { ...call, path: [...call.path, String(id)] };
}
