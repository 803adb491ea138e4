// Names of the variables that choose and open a model provider, for the two Workers that ask one.
export const modelConfig = [
  "SITEWRIGHT_MODEL",
  "ANTHROPIC_API_KEY",
  "ANTHROPIC_BASE_URL",
  "OPENAI_API_KEY",
  "OPENAI_BASE_URL",
  "GEMINI_API_KEY",
  "GEMINI_BASE_URL",
  "XAI_API_KEY",
  "XAI_BASE_URL",
  "COMPATIBLE_API_KEY",
  "COMPATIBLE_BASE_URL",
  "COMPATIBLE_MODEL",
] as const;
