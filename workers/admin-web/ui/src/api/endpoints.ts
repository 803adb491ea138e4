// One function per endpoint that the dashboard uses; nothing else builds a path.

import type {
  Budget,
  Build,
  BuildList,
  ContextReport,
  Decision,
  DecisionList,
  Deployment,
  DeploymentTarget,
  FileList,
  Generation,
  MessageAccepted,
  ModelCallList,
  ModelReport,
  NewImage,
  Plan,
  Project,
  ProjectList,
  ProjectSettings,
  ProjectUsage,
  ProviderKey,
  ProviderKeyList,
  Readiness,
  StepUsages,
  Thread,
  Trace,
  UsageReport,
  VersionList,
} from "../../../../host/generated/http.ts";
import { apiPath, download, send, sendJson, sendText } from "./client.ts";

type Signal = AbortSignal | undefined;
const id = encodeURIComponent;
const next = (cursor: string | null): string =>
  cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
const withImages = (images: readonly NewImage[]) => (images.length > 0 ? { images } : {});
const filePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

export const listProjects = (cursor: string | null, limit: number, signal?: Signal) =>
  sendJson<ProjectList>(`/projects?limit=${limit}${next(cursor)}`, { signal });

export const createProject = (
  prompt: string,
  images: readonly NewImage[],
  idempotencyKey: string,
) =>
  sendJson<Project>("/projects", {
    method: "POST",
    body: { prompt, ...withImages(images) },
    idempotencyKey,
  });

export const getProject = (project: string, signal?: Signal) =>
  sendJson<Project>(`/projects/${id(project)}`, { signal });

export const renameProject = (project: string, name: string) =>
  sendJson<Project>(`/projects/${id(project)}`, { method: "PATCH", body: { name } });

export const deleteProject = async (project: string): Promise<void> => {
  await send(`/projects/${id(project)}`, { method: "DELETE" });
};

export const postMessage = (
  project: string,
  content: string,
  images: readonly NewImage[],
  idempotencyKey: string,
) =>
  sendJson<MessageAccepted>(`/projects/${id(project)}/messages`, {
    method: "POST",
    body: { content, ...withImages(images) },
    idempotencyKey,
  });

export const getThread = (thread: string, cursor: string | null, signal?: Signal) =>
  sendJson<Thread>(`/threads/${id(thread)}?limit=100${next(cursor)}`, { signal });

export const readStepContext = (plan: string, step: string, signal?: Signal) =>
  sendJson<ContextReport>(`/plans/${id(plan)}/steps/${id(step)}/context`, { signal });

export const getGeneration = (generation: string, signal?: Signal) =>
  sendJson<Generation>(`/generations/${id(generation)}`, { signal });

export const readTrace = (generation: string, signal?: Signal) =>
  sendJson<Trace>(`/generations/${id(generation)}/trace`, { signal });

/** Starts a generation again with the project's last request. */
export const createGeneration = (projectId: string) =>
  sendJson<Generation>("/generations", { method: "POST", body: { projectId } });

export type GenerationCommand = "cancel" | "pause" | "resume";

export const commandGeneration = async (
  generation: string,
  command: GenerationCommand,
): Promise<void> => {
  await send(`/generations/${id(generation)}/${command}`, { method: "POST" });
};

export const getPlan = (plan: string, signal?: Signal) =>
  sendJson<Plan>(`/plans/${id(plan)}`, { signal });

export const listDecisions = (project: string, cursor: string | null, signal?: Signal) =>
  sendJson<DecisionList>(`/projects/${id(project)}/decisions?limit=100${next(cursor)}`, { signal });

export const answerDecision = (decision: string, approved: boolean) =>
  sendJson<Decision>(`/decisions/${id(decision)}/answer`, { method: "POST", body: { approved } });

export const listVersions = (project: string, cursor: string | null, signal?: Signal) =>
  sendJson<VersionList>(`/projects/${id(project)}/versions?limit=50${next(cursor)}`, { signal });

/** The newest; a generation makes at most seven. */
export const listBuilds = (project: string, signal?: Signal) =>
  sendJson<BuildList>(`/projects/${id(project)}/builds?limit=20`, { signal });

export const getBuild = (build: string, signal?: Signal) =>
  sendJson<Build>(`/builds/${id(build)}`, { signal });

export const readBuildDiff = (build: string, signal?: Signal) =>
  sendText(`/builds/${id(build)}/diff`, { signal });

export const listFiles = (project: string, version: number, signal?: Signal) =>
  sendJson<FileList>(`/projects/${id(project)}/versions/${version}/files?limit=2000`, { signal });

export const readFile = (project: string, version: number, path: string, signal?: Signal) =>
  send(`/projects/${id(project)}/versions/${version}/files/${filePath(path)}`, {
    accept: "*/*",
    signal,
  });

export const readDiff = (project: string, from: number, to: number, signal?: Signal) =>
  sendText(`/projects/${id(project)}/diff?from=${from}&to=${to}&format=unified`, { signal });

export const revertTo = async (project: string, version: number): Promise<void> => {
  await send(`/projects/${id(project)}/versions/${version}/revert`, { method: "POST" });
};

export const imagePath = (thread: string, image: string): string =>
  apiPath(`/threads/${id(thread)}/images/${id(image)}`);

/** `path` is a thumbnailUrl or an imagePath. */
export async function fetchPicture(path: string, accept: string, signal?: Signal): Promise<Blob> {
  const response = await send(path.slice(apiPath("").length), { accept, signal });
  return response.blob();
}

export type ArchiveFormat = "source.zip" | "static.zip";

export const downloadArchive = (
  project: string,
  version: number,
  format: ArchiveFormat,
  fileName: string,
) => download(`/projects/${id(project)}/versions/${version}/export?format=${format}`, fileName);

export const publishVersion = (
  projectId: string,
  version: number,
  target: DeploymentTarget = "production",
) => sendJson<Deployment>("/deployments", { method: "POST", body: { projectId, version, target } });

export const setProjectSettings = (project: string, settings: ProjectSettings) =>
  sendJson<Project>(`/projects/${id(project)}`, { method: "PATCH", body: { settings } });

export const getModels = (signal?: Signal) => sendJson<ModelReport>("/models", { signal });

export const getUsage = (signal?: Signal) => sendJson<UsageReport>("/usage", { signal });

export const getProjectUsage = (project: string, signal?: Signal) =>
  sendJson<ProjectUsage>(`/projects/${id(project)}/usage`, { signal });

export const getGenerationUsage = (generation: string, signal?: Signal) =>
  sendJson<StepUsages>(`/generations/${id(generation)}/usage`, { signal });

export const listCalls = (generation: string, cursor: string | null, signal?: Signal) =>
  sendJson<ModelCallList>(`/generations/${id(generation)}/calls?limit=100${next(cursor)}`, {
    signal,
  });

export const setBudget = (monthMicros: number | null) =>
  sendJson<Budget>("/budget", { method: "PUT", body: { monthMicros } });

export const listProviderKeys = (signal?: Signal) =>
  sendJson<ProviderKeyList>("/provider-keys", { signal });

export const setProviderKey = (provider: string, key: string) =>
  sendJson<ProviderKey>(`/provider-keys/${id(provider)}`, { method: "PUT", body: { key } });

export const deleteProviderKey = async (provider: string): Promise<void> => {
  await send(`/provider-keys/${id(provider)}`, { method: "DELETE" });
};

/** `/readyz` is outside `/api/v1` and says which model answers. */
export async function getReadiness(signal?: Signal): Promise<Readiness> {
  const init: RequestInit = signal ? { signal } : {};
  const response = await fetch("/readyz", init);
  return (await response.json()) as Readiness;
}
