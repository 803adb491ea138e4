// The ways in which models get JSON wrong.

/**
 * @param {string} text
 * @param {string | undefined} how
 * @returns {string}
 */
export function spoil(text, how) {
  switch (how) {
    case undefined:
      return text;
    case "cut_off":
      return text.slice(0, Math.floor(text.length * 0.7));
    case "trailing_comma":
      return text.replace(/\}\s*$/, ",}");
    case "fenced":
      return `\`\`\`json\n${text}\n\`\`\`\n`;
    case "prose_around":
      return `Here is the answer you asked for:\n\n${text}\n\nTell me if it should change.`;
    case "not_json":
      return "I would rather talk about the weather.";
    case "wrong_shape":
      return JSON.stringify({ answer: "yes" });
    default:
      throw new Error(`no way to spoil: ${how}`);
  }
}
