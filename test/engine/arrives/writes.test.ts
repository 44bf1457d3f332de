import { offered } from '../../support/operations';
import { everyValueArrives } from './arrives';

everyValueArrives(offered.filter(({ operation }) => !/^(GET|DELETE)$/.test(operation.method)));
