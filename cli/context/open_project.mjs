// A project folder and the context engine.
import path from "node:path";
import { stateDirectory, typedIn } from "../paths.mjs";
import { setUp } from "../setup/setup.mjs";
import { ContextModule } from "./context_module.mjs";
import { projectFiles } from "./project_files.mjs";

/**
 * The engine, built first where it is missing.
 * @param {NodeJS.ProcessEnv} env
 */
export async function openEngine(env) {
  await setUp(
    { state: stateDirectory(env), tests: false, env },
    { only: ["system", "packages", "wasm"] },
  );
  return ContextModule.load();
}

/**
 * The folder's files by name: none is in the engine yet.
 * @param {string | boolean | undefined} folder as typed; absent: where the command was typed
 * @param {NodeJS.ProcessEnv} env
 */
export async function openProject(folder, env) {
  const root = path.resolve(typedIn(env), typeof folder === "string" ? folder : ".");
  const { paths, unread } = await projectFiles(root);
  const engine = await openEngine(env);
  for (const { path: file, reason } of unread) engine.addUnread(file, reason);
  return { root, paths, unread, engine };
}
