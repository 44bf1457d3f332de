module.exports = globalThis.requireNatively('reflect-metadata');
