import { configuration } from "./configuration.mjs";
import { imports } from "./imports.mjs";
import { jsx } from "./jsx.mjs";
import { names } from "./names.mjs";
import { rendering } from "./rendering.mjs";
import { styleSheets } from "./style_sheets.mjs";
import { syntax } from "./syntax.mjs";
import { types } from "./types.mjs";
import { unseen } from "./unseen.mjs";

export const mutations = [
  ...imports,
  ...names,
  ...jsx,
  ...syntax,
  ...types,
  ...rendering,
  ...configuration,
  ...styleSheets,
  ...unseen,
];
