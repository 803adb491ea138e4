// A server that speaks each model provider's protocol on loopback, with the odd cases that a scenario
// asks for. Every provider has its own path, /<provider>/…, and those that have a version in theirs may
// leave it out. What came in is kept, without keys: server.records, or GET /_requests.
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { siteAuthor } from "./author/site_author.mjs";
import { cutText, deliver } from "./delivery.mjs";
import { anthropic, anthropicError } from "./protocols/anthropic.mjs";
import { gemini, geminiError } from "./protocols/gemini.mjs";
import { geminiEmbeddings, modelList, openaiEmbeddings } from "./protocols/lists.mjs";
import { openaiChat, openaiError } from "./protocols/openai_chat.mjs";
import { openaiResponses } from "./protocols/openai_responses.mjs";
import { keepRecords } from "./records.mjs";
import { roleOf } from "./role.mjs";
import { playScenario } from "./scenario.mjs";
import { spoil } from "./spoil.mjs";

/** @typedef {import("./scenario.mjs").Behaviour} Behaviour */

const maxBody = 64 << 20;
const defaultPieceChars = 24;
const known = /^\/(anthropic|openai|gemini|xai|compatible)(\/.*)$/;
const protocols = { anthropic, openaiChat, openaiResponses, gemini };

/**
 * @typedef {object} Route
 * @property {string} provider
 * @property {"chat" | "models" | "embeddings" | "requests" | "release"} kind
 * @property {keyof typeof protocols} [protocol]
 * @property {string} [model]
 * @property {boolean} [stream]
 * @property {string} [name]
 */

/** @param {string} method @param {string} path @returns {Route | undefined} */
function routeOf(method, path) {
  if (method === "GET" && path === "/_requests") return { provider: "", kind: "requests" };
  const released = /^\/_release\/(\w+)$/.exec(path)?.[1];
  if (method === "POST" && released) return { provider: "", kind: "release", name: released };
  const [, named, tail] = known.exec(path) ?? [undefined, undefined, path];
  const rest = tail.replace(/^(\/v1beta|\/v1)+(?=\/)/, "");
  const isGemini = named === "gemini" || tail.startsWith("/v1beta");
  const provider = named ?? (isGemini ? "gemini" : rest === "/messages" ? "anthropic" : "openai");
  if (method === "GET" && /^\/models(\/[^/]+)?$/.test(rest)) return { provider, kind: "models" };
  if (method !== "POST") return undefined;
  if (rest === "/messages") return { provider, kind: "chat", protocol: "anthropic" };
  if (rest === "/chat/completions") return { provider, kind: "chat", protocol: "openaiChat" };
  if (rest === "/responses") return { provider, kind: "chat", protocol: "openaiResponses" };
  if (rest === "/embeddings") return { provider, kind: "embeddings" };
  const [, model, verb] = /^\/models\/([^:]+):(\w+)$/.exec(rest) ?? [];
  if (verb === "batchEmbedContents") return { provider, kind: "embeddings", model };
  if (verb !== "generateContent" && verb !== "streamGenerateContent") return undefined;
  const stream = verb === "streamGenerateContent";
  return { provider, kind: "chat", protocol: "gemini", model, stream };
}

/** @param {string} provider @param {number} status @param {string} message @param {Behaviour} [behaviour] */
function errorBody(provider, status, message, behaviour = {}) {
  if (provider === "anthropic") return anthropicError(status, message);
  if (provider === "gemini") return geminiError(status, message, behaviour);
  if (provider === "xai") return { code: String(status), error: message };
  return openaiError(status, message, behaviour.reason);
}

/** @param {import("node:http").IncomingMessage} request @param {URL} url */
function keyOf(request, url) {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const named = request.headers["x-api-key"] ?? request.headers["x-goog-api-key"];
  return bearer ?? (named ? String(named) : (url.searchParams.get("key") ?? undefined));
}

/** @param {import("node:http").IncomingMessage} request @returns {Promise<string>} */
async function bodyOf(request) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBody) throw new Error("body over the limit");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Named points where streams wait. */
function gates() {
  /** @type {Map<string, { open: () => void, opened: Promise<void> }>} */
  const all = new Map();
  const gate = (/** @type {string} */ name) => {
    let one = all.get(name);
    if (!one) {
      let open = () => {};
      const opened = new Promise((resolve) => {
        open = () => resolve(undefined);
      });
      one = { open, opened };
      all.set(name, one);
    }
    return one;
  };
  return {
    release: (/** @type {string} */ name) => gate(name).open(),
    held: (/** @type {string} */ name) => gate(name).opened,
  };
}

/**
 * @param {object} [options]
 * @param {import("./scenario.mjs").Scenario} [options.scenario]
 * @param {number} [options.port] 0: any
 */
export async function startModelServer({ scenario = { title: "a real site" }, port = 0 } = {}) {
  let playing = { scenario, play: playScenario(scenario) };
  const kept = keepRecords();
  const gate = gates();
  const server = createServer((request, response) => {
    response.on("error", () => {});
    answer(request, response).catch((error) => {
      if (response.headersSent) response.destroy();
      else json(response, 500, { error: String(error) });
    });
  });

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
  async function answer(request, response) {
    const url = new URL(request.url ?? "/", "http://model.server");
    const route = routeOf(request.method ?? "GET", url.pathname);
    const text = await bodyOf(request);
    if (!route) return json(response, 404, { error: { message: "unknown path" } });
    if (route.kind === "requests") return json(response, 200, kept.records);
    if (route.kind === "release") {
      gate.release(route.name);
      return json(response, 200, {});
    }
    const given = keyOf(request, url);
    const right = playing.scenario.keys?.[route.provider];
    const key = !given ? "missing" : !right || given === right ? "right" : "wrong";
    const body = text ? JSON.parse(text) : undefined;
    const record = kept.add({
      provider: route.provider,
      protocol: route.protocol ?? route.kind,
      role: "",
      model: route.model ?? body?.model ?? "",
      method: request.method ?? "",
      path: url.pathname,
      key,
      headers: { ...request.headers },
      body,
    });
    const finish = (/** @type {number} */ status, /** @type {object} */ value, headers = {}) => {
      record.status = status;
      json(response, status, value, headers);
      record.ended = "whole";
      kept.changed();
    };
    const isOpen = route.provider === "compatible" && !right;
    if (key !== "right" && !isOpen) {
      // Gemini calls a wrong key an invalid argument.
      const isGemini = route.provider === "gemini";
      const status = isGemini ? (key === "wrong" ? 400 : 403) : 401;
      const said = isGemini
        ? "API key not valid. Please pass a valid API key."
        : "invalid x-api-key";
      return finish(status, errorBody(route.provider, status, said));
    }
    const names = playing.scenario.models?.[route.provider];
    if (route.kind === "models")
      return finish(200, modelList(route.provider, names ?? ["any-model"]));
    if (names && !names.includes(record.model)) {
      return finish(404, errorBody(route.provider, 404, `model: ${record.model}`));
    }
    if (route.kind === "embeddings") {
      record.role = "embedder";
      const { provider } = route;
      const asked = { provider, role: "embedder", model: record.model, prompt: text };
      const behaviour = playing.play.next(asked);
      if (behaviour.status) return finishWithError(route, behaviour, finish, {}, response, record);
      return finish(200, route.model ? geminiEmbeddings(body) : openaiEmbeddings(body));
    }
    const protocol = protocols[route.protocol];
    const fault = protocol.fault(body, request.headers);
    if (fault) return finish(400, errorBody(route.provider, 400, fault));
    const asked = protocol.ask(body, record.model);
    asked.stream ||= route.stream === true;
    const role = roleOf(asked);
    record.role = role;
    kept.changed();
    const behaviour = playing.play.next({
      provider: route.provider,
      role,
      model: record.model,
      prompt: `${asked.system}\n${asked.prompt}`,
    });
    await behave({ route, protocol, asked, role, behaviour, record, request, response, finish });
  }

  /** @param {any} job */
  async function behave({
    route,
    protocol,
    asked,
    role,
    behaviour,
    record,
    request,
    response,
    finish,
  }) {
    let isGone = false;
    let isOurs = false;
    const gone = new Promise((resolve) => {
      response.once("close", () => {
        isGone = !response.writableFinished && !isOurs;
        if (isGone) {
          record.ended = "gone";
          kept.changed();
        }
        resolve(undefined);
      });
    });
    const cut = () => {
      isOurs = true;
      record.ended = "cut";
      request.socket.destroy();
      kept.changed();
    };
    const { headDelayMs } = behaviour;
    if (headDelayMs) await Promise.race([pause(headDelayMs, undefined, { ref: false }), gone]);
    if (isGone) return;
    if (behaviour.cut === "before_head") return cut();
    const requestId = `req_${record.number}`;
    const headers = { "request-id": requestId, "x-request-id": requestId };
    if (behaviour.status)
      return finishWithError(route, behaviour, finish, headers, response, record);
    const reply = replyOf({ asked, role, behaviour, record });
    if (!asked.stream) {
      if (behaviour.firstTextDelayMs) await Promise.race([pause(behaviour.firstTextDelayMs), gone]);
      return finish(200, protocol.whole(reply), headers);
    }
    record.status = 200;
    response.socket?.setNoDelay(true);
    response.writeHead(200, { "content-type": "text/event-stream", ...headers });
    response.flushHeaders();
    kept.changed();
    if (behaviour.cut === "after_head") return cut();
    const ended = await deliver({
      response,
      frames: protocol.frames(reply, asked),
      failure: protocol.failureFrame,
      behaviour: route.protocol === "gemini" ? { lineEnd: "crlf", ...behaviour } : behaviour,
      held: (name) => Promise.race([gate.held(name), gone]).then(() => {}),
      onText: () => {
        record.firstTextAt = performance.timeOrigin + performance.now();
        kept.changed();
      },
      onPiece: (characters) => {
        if (behaviour.stamps) {
          record.sent ??= [];
          record.sent.push([characters, performance.timeOrigin + performance.now()]);
        }
      },
      isGone: () => isGone,
    });
    if (isGone) return;
    record.ended = ended;
    if (ended === "cut") cut();
    else response.end();
    kept.changed();
  }

  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(undefined));
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : port}`;
  return {
    url,
    records: kept.records,
    when: kept.when,
    release: gate.release,
    /** @param {import("./scenario.mjs").Scenario} next */
    play(next) {
      playing = { scenario: next, play: playScenario(next) };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @param {any} job @returns {import("./protocols/ask.mjs").Reply} */
function replyOf({ asked, role, behaviour, record }) {
  const said = behaviour.text ?? siteAuthor(role, asked);
  const text = spoil(said.repeat(behaviour.repeatText ?? 1), behaviour.spoil);
  record.answer = text;
  const usage = behaviour.usage ?? {
    input: Math.ceil((asked.system.length + asked.prompt.length) / 4),
    output: Math.max(1, Math.ceil(text.length / 4)),
  };
  return {
    id: `resp_${record.number}`,
    created: Math.floor(Date.now() / 1000),
    model: asked.model,
    text,
    pieces: cutText(text, behaviour.pieceChars ?? defaultPieceChars),
    ...(behaviour.noUsage ? {} : { usage }),
    stop: behaviour.stop ?? "end",
    ...(behaviour.finish ? { finish: behaviour.finish } : {}),
    ...(behaviour.tool || asked.tool ? { tool: asked.tool ?? "answer" } : {}),
    noDone: behaviour.noDone === true,
  };
}

/** An error's head and body. @param {any} route @param {Behaviour} behaviour @param {any} finish @param {Record<string, string>} headers @param {import("node:http").ServerResponse} response @param {any} record */
function finishWithError(route, behaviour, finish, headers, response, record) {
  const status = behaviour.status ?? 500;
  // Gemini says it in the body.
  if (route.provider !== "gemini") {
    if (behaviour.retryAfter !== undefined) headers["retry-after"] = String(behaviour.retryAfter);
    if (behaviour.retryAfterMs !== undefined)
      headers["retry-after-ms"] = String(behaviour.retryAfterMs);
  }
  if (behaviour.redirect) headers["location"] = behaviour.redirect;
  const said =
    behaviour.reason === "quota" ? "You exceeded your current quota" : `scripted ${status}`;
  if (behaviour.errorText === undefined) {
    return finish(status, errorBody(route.provider, status, said, behaviour), headers);
  }
  record.status = status;
  record.ended = "whole";
  response.writeHead(status, headers).end(behaviour.errorText);
}

/** @param {import("node:http").ServerResponse} response @param {number} status @param {object} value @param {Record<string, string>} [headers] */
function json(response, status, value, headers = {}) {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
