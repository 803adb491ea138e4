import { absent } from "./absent.mjs";
import { configuration } from "./configuration.mjs";
import { cuts } from "./cuts.mjs";
import { drafts } from "./drafts.mjs";
import { elements } from "./elements.mjs";
import { habits } from "./habits.mjs";
import { hooks } from "./hooks.mjs";
import { imports } from "./imports.mjs";
import { jsx } from "./jsx.mjs";
import { marks } from "./marks.mjs";
import { markup } from "./markup.mjs";
import { memories } from "./memories.mjs";
import { modules } from "./modules.mjs";
import { names } from "./names.mjs";
import { renamings } from "./renamings.mjs";
import { rendering } from "./rendering.mjs";
import { settings } from "./settings.mjs";
import { shapes } from "./shapes.mjs";
import { slips } from "./slips.mjs";
import { strangers } from "./strangers.mjs";
import { styleSheets } from "./style_sheets.mjs";
import { syntax } from "./syntax.mjs";
import { tags } from "./tags.mjs";
import { tongues } from "./tongues.mjs";
import { types } from "./types.mjs";
import { unseen } from "./unseen.mjs";
import { values } from "./values.mjs";

export const mutations = [
  ...imports,
  ...modules,
  ...elements,
  ...names,
  ...jsx,
  ...markup,
  ...syntax,
  ...slips,
  ...tags,
  ...tongues,
  ...types,
  ...habits,
  ...renamings,
  ...rendering,
  ...configuration,
  ...settings,
  ...styleSheets,
  ...unseen,
  ...strangers,
  ...marks,
  ...memories,
  ...shapes,
  ...drafts,
  ...hooks,
  ...values,
  ...absent,
  ...cuts,
];
