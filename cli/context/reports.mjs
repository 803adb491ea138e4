// Answers of the context engine, as schemas/http/context_report.json and schemas/context/graph_report.json say.

/**
 * @typedef {object} ContextFile
 * @property {string} path
 * @property {"full" | "excerpt" | "skeleton" | "summary"} kind
 * @property {number} tokens
 * @property {number} score
 * @property {[number, number][]} ranges
 * @property {string[]} reasons
 *
 * @typedef {object} TokenEstimate
 * @property {string} family
 * @property {number} counted in o200k_base
 * @property {number} likely
 * @property {number} atMost
 * @property {string} error
 *
 * @typedef {object} ContextReport
 * @property {number} budget
 * @property {number} totalTokens
 * @property {number} ms
 * @property {ContextFile[]} files
 * @property {{ path: string, reason: string }[]} omitted
 * @property {{ source: string, heading: string, tokens: number, score: number, reasons: string[] }[]} [passages]
 * @property {TokenEstimate} [estimate]
 *
 * @typedef {object} GraphReport
 * @property {{ path: string, imports: string[], importers: number, rank: number }[]} files
 * @property {string[][]} cycles
 * @property {{ path: string, line: number, specifier: string, reason: string }[]} unresolved
 * @property {string[]} packages
 * @property {{ path: string, line: number, reason: string }[]} gaveUp
 * @property {{ path: string, reason: string }[]} problems
 * @property {{ path: string, reason: string }[]} omitted
 */
export {};
