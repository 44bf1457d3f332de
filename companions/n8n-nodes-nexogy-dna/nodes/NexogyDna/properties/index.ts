import type { INodeProperties } from 'n8n-workflow';
import { clientProperties } from './client';
import { options } from './options';
import { otherProperties } from './others';

/** The whole form, besides the choice of the resource. */
export const properties: INodeProperties[] = [...clientProperties, ...otherProperties, options];
