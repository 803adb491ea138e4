// What the `test` verb knows about suites beyond the convention:
//   tests/<suite>/**/*.test.mjs  one node:test suite per folder
//   tests/unit/<layer>/*.cpp     one doctest program per layer, built with AddressSanitizer and UBSan
//   tests/fuzz/<layer>/fuzz_*.cpp  replayed over tests/fuzz/corpus/<thing>/, then run for a few seconds
// A folder that is not named here runs beside the native suites.

/** @type {Record<string, { alone?: boolean, minutes?: number }>} */
export const suites = {
  // Real Chromium, 2 minutes on two cores; a machine that is nine times slower passes as well.
  browser: { alone: true, minutes: 20 },
  // The whole app, started, killed in each stage of a build, and with packages installed.
  contract: { alone: true, minutes: 25 },
  // The whole app against the model server.
  models: { alone: true, minutes: 20 },
  // Seventy attacks, each to its limit, and pages that must come to rest in time.
  runner: { alone: true, minutes: 20 },
  worker: { minutes: 8 },
  // Real builds, beside the compiler: half a minute on two idle cores, over six where those are slow.
  healing: { minutes: 12 },
  templates: { minutes: 15 },
};

/** How long each fuzzer looks for something new after the corpus. */
export const fuzzSeconds = 3;
