// n8n and its editor are large, and the machine may have other things to do.
jest.setTimeout(180_000);
