/**
 * What Jest takes for its test framework: hands the test file to loadedFile.mts, which keeps it.
 * CommonJS, because Jest loads it with `require` while the rest runs as it stands in Node.js.
 */
module.exports = (...given) => globalThis[Symbol.for('netsapiens.mutation')](...given);
