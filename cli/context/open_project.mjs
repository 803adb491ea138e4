// A project folder, read into the context engine.
import path from "node:path";
import { stateDirectory, typedIn } from "../paths.mjs";
import { setUp } from "../setup/setup.mjs";
import { ContextModule } from "./context_module.mjs";
import { projectFiles, textOf } from "./project_files.mjs";

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
 * @param {string | boolean | undefined} folder as typed; absent: where the command was typed
 * @param {NodeJS.ProcessEnv} env
 */
export async function openProject(folder, env) {
  const root = path.resolve(typedIn(env), typeof folder === "string" ? folder : ".");
  const { paths, tooLong } = await projectFiles(root);
  const engine = await openEngine(env);
  for (const file of paths) engine.addFile(file, textOf(root, file));
  return { root, paths, tooLong, engine };
}
