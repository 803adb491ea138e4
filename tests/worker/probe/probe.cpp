// What the probe Worker does, by path. It stands on the same libraries as the product's Workers and
// does on purpose what they must never do: trap, stall, overflow the stack, fill the memory.
//
//   /served          how many runs this instance has begun: tells instances apart
//   /echo            the body, as it came
//   /config/<name>   a variable, or "absent"
//   /trap            traps at once          /trap-after/<gate>   traps when the gate opens
//   /overflow        recurses until the stack is full
//   /stall           waits for nothing      /grow                takes 50 MiB and frees them
//   /await?n=<n>     awaits n finished tasks one after the other
//   /wait/<gate>     answers when the gate opens
//   /effects/<gate>  waits for 8 gates at once, <gate>0 to <gate>7, and answers in their order
//   /stream?n=<n>    n pieces of a response, written while the run goes on; ?trap traps after them
//   /blobs           PUT writes the body under two keys, GET reads them and one that is absent
//   /open            the object as the response, with the request's Range and If-None-Match
//   /d1              the body as one SQL statement
//   /queue           sends the body's lines as messages; consuming a message {"trap":true} traps
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "abi/entry.hpp"
#include "async/when_all.hpp"
#include "host/effects.hpp"

namespace sitewright {
namespace {

using host::Effects;

struct Answer {
  wire::HttpOutcome outcome{.status = 200};
  std::string body;
};

struct Call {
  wire::HttpEvent event;
  std::string path;   // without query
  std::string query;  // without the question mark
  std::string body;

  [[nodiscard]] std::string after(std::string_view prefix) const {
    return path.substr(prefix.size());
  }
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const {
    for (const auto& one : event.headers) {
      if (one.name == name) return one.value;
    }
    return std::nullopt;
  }
};

std::uint32_t served = 0;

int number_in(std::string_view text) {
  int value = 0;
  const auto at = text.find("n=");
  if (at != std::string_view::npos) {
    std::from_chars(text.data() + at + 2, text.data() + text.size(), value);
  }
  return value;
}

Answer text(std::string body) {
  return {.outcome = {.status = 200, .headers = {{"content-type", "text/plain"}}},
          .body = std::move(body)};
}

Task<std::string> pass(Effects& effects, std::string gate) {
  auto answer = co_await or_return(effects.perform(
      wire::ServiceFetchRequest{.service = wire::ServiceFetchRequestService::core_api,
                                .method = wire::ServiceFetchRequestMethod::get,
                                .path = "/pass/" + gate}));
  co_return std::string(answer.body);
}

Task<int> finished(int value) {
  co_return value;
}

Task<Answer> await_many(int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += co_await or_return(finished(1));
  co_return text(std::to_string(sum));
}

Task<Answer> wait_for_eight(Effects& effects, std::string gate) {
  std::vector<Task<std::string>> tasks;
  for (int i = 0; i < 8; ++i) tasks.push_back(pass(effects, gate + std::to_string(i)));
  auto passed = co_await or_return(when_all(std::move(tasks)));
  std::string names;
  for (auto& one : passed) names += (one ? *one : one.error().detail) + "\n";
  co_return text(std::move(names));
}

Task<Answer> stream(Effects& effects, int pieces, bool trap) {
  co_await or_return(
      effects.perform(wire::ResponseStartRequest{.status = 200, .headers = {{"x-began", "yes"}}}));
  for (int i = 0; i < pieces; ++i) {
    const std::string piece(1000, static_cast<char>('a' + i % 26));
    auto written = co_await or_return(effects.perform(
        wire::ResponseWriteRequest{.bytes = static_cast<std::int64_t>(piece.size())}, piece));
    if (!written.reply.open) {
      constexpr std::string_view line = R"({"level":"info","event":"reader_left"})";
      write_log(line.data(), line.size());
      break;
    }
  }
  if (trap) __builtin_trap();
  co_return text("end");
}

Task<Answer> put_blobs(Effects& effects, std::string body) {
  const auto bytes = static_cast<std::int64_t>(body.size());
  auto answer = co_await or_return(effects.perform(
      wire::BlobPutManyRequest{
          .objects =
              {{.key = "once", .bytes = bytes, .media_type = "text/x-once", .if_absent = true},
               {.key = "always",
                .bytes = bytes,
                .media_type = "text/x-always",
                .if_absent = false}}},
      body + body));
  co_return text(std::to_string(answer.reply.written));
}

Task<Answer> get_blobs(Effects& effects) {
  auto answer = co_await or_return(
      effects.perform(wire::BlobGetManyRequest{.keys = {"once", "absent", "always"}}));
  std::string sizes;
  for (const auto& size : answer.reply.sizes) {
    sizes += size ? std::to_string(*size) : std::string("null");
    sizes += ' ';
  }
  auto found = text(std::string(answer.body));
  found.outcome.headers.push_back({"x-sizes", sizes});
  co_return found;
}

Task<Answer> open_blob(Effects& effects, std::optional<std::string> range,
                       std::optional<std::string> none_match) {
  auto answer = co_await or_return(effects.perform(
      wire::BlobOpenRequest{.key = "once", .if_none_match = none_match, .range = range}));
  const auto& reply = answer.reply;
  Answer opened{.outcome = {.status = 200, .body_handle = reply.handle}, .body = {}};
  if (reply.state == wire::BlobOpenReplyState::absent) opened.outcome.status = 404;
  if (reply.state == wire::BlobOpenReplyState::not_modified) opened.outcome.status = 304;
  if (reply.state == wire::BlobOpenReplyState::unsatisfiable) opened.outcome.status = 416;
  if (reply.range_start) {
    opened.outcome.status = 206;
    opened.outcome.headers.push_back({"x-range", std::to_string(*reply.range_start) + "+" +
                                                     std::to_string(*reply.range_length)});
  }
  if (reply.etag) opened.outcome.headers.push_back({"etag", *reply.etag});
  if (reply.bytes) opened.outcome.headers.push_back({"x-size", std::to_string(*reply.bytes)});
  co_return opened;
}

Task<Answer> ask_d1(Effects& effects, std::string sql) {
  auto answer =
      co_await or_return(effects.perform(wire::D1BatchRequest{.statements = {{.sql = sql}}}));
  co_return text(wire::encode(answer.reply));
}

Task<Answer> send(Effects& effects, std::string lines) {
  wire::QueueSendRequest request{.queue = wire::QueueSendRequestQueue::plan_steps_queue};
  std::string bodies;
  std::size_t start = 0;
  while (start < lines.size()) {
    const auto end = std::min(lines.find('\n', start), lines.size());
    request.sizes.push_back(static_cast<std::int64_t>(end - start));
    bodies += lines.substr(start, end - start);
    start = end + 1;
  }
  auto answer = co_await or_return(effects.perform(std::move(request), std::move(bodies)));
  co_return text(std::to_string(answer.reply.sent));
}

Answer read_config_of(const std::string& name) {
  std::string value(64, '\0');
  const auto length = read_config(name.data(), name.size(), value.data(), value.size());
  if (length < 0) return text("absent");
  value.resize(static_cast<std::size_t>(length));
  return text(value);
}

/// Not a tail call, and too deep for any stack.
[[gnu::noinline]] std::uint32_t overflow(std::uint32_t depth) {
  volatile char page[1024];
  page[depth % sizeof page] = static_cast<char>(depth);
  if (depth == UINT32_MAX) return 0;
  return overflow(depth + 1) + static_cast<std::uint32_t>(page[depth % sizeof page]);
}

Answer grow() {
  constexpr std::size_t bytes = 50U << 20U;
  auto* memory = static_cast<volatile char*>(std::malloc(bytes));
  if (memory == nullptr) return text("no memory");
  memory[bytes - 1] = 1;
  std::free(const_cast<char*>(memory));
  return text("grown");
}

Task<Answer> serve(Effects& effects, Call call) {
  if (call.path == "/served") co_return text(std::to_string(served));
  if (call.path == "/echo") {
    auto echo = text(std::move(call.body));
    echo.outcome.headers.push_back({"x-truncated", call.event.body_truncated ? "yes" : "no"});
    co_return echo;
  }
  if (call.path.starts_with("/config/")) co_return read_config_of(call.after("/config/"));
  if (call.path == "/trap") __builtin_trap();
  if (call.path == "/overflow") co_return text(std::to_string(overflow(0)));
  if (call.path == "/grow") co_return grow();
  if (call.path == "/stall") co_await std::suspend_always{};
  if (call.path == "/await") co_return co_await or_return(await_many(number_in(call.query)));
  if (call.path.starts_with("/wait/")) {
    co_return text(co_await or_return(pass(effects, call.after("/wait/"))));
  }
  if (call.path.starts_with("/trap-after/")) {
    (void)co_await or_return(pass(effects, call.after("/trap-after/")));
    __builtin_trap();
  }
  if (call.path.starts_with("/effects/")) {
    co_return co_await or_return(wait_for_eight(effects, call.after("/effects/")));
  }
  if (call.path == "/stream") {
    const bool trap = call.query.find("trap") != std::string::npos;
    co_return co_await or_return(stream(effects, number_in(call.query), trap));
  }
  if (call.path == "/blobs" && call.event.method == "PUT") {
    co_return co_await or_return(put_blobs(effects, std::move(call.body)));
  }
  if (call.path == "/blobs") co_return co_await or_return(get_blobs(effects));
  if (call.path == "/open") {
    co_return co_await or_return(
        open_blob(effects, call.header("range"), call.header("if-none-match")));
  }
  if (call.path == "/d1") co_return co_await or_return(ask_d1(effects, std::move(call.body)));
  if (call.path == "/queue") co_return co_await or_return(send(effects, std::move(call.body)));
  co_return fail(Code::not_found, call.path);
}

Call call_of(wire::HttpEvent event, std::string body) {
  const auto authority = event.url.find("//") + 2;
  const auto path = std::min(event.url.find('/', authority), event.url.size());
  const auto query = std::min(event.url.find('?', path), event.url.size());
  Call call{.event = {},
            .path = event.url.substr(path, query - path),
            .query = query < event.url.size() ? event.url.substr(query + 1) : std::string(),
            .body = std::move(body)};
  call.event = std::move(event);
  return call;
}

}  // namespace

namespace abi {

Task<Outcome> begin_run(RunContext context, wire::HttpEvent event, std::string body) {
  ++served;
  auto answer = co_await serve(context.effects, call_of(std::move(event), std::move(body)));
  if (answer) co_return Outcome{wire::encode(answer->outcome), std::move(answer->body)};
  co_return Outcome{wire::encode(wire::HttpOutcome{.status = 503}), answer.error().detail};
}

/// Acks all; the log has the bodies.
Task<Outcome> begin_run(RunContext, routes::QueueBatch batch) {
  ++served;
  wire::QueueOutcome outcome;
  for (const auto& message : batch.messages) {
    if (message.body == R"({"trap":true})") __builtin_trap();
    const std::string line = R"({"level":"info","event":"consumed","body":)" + message.body + "}";
    write_log(line.data(), line.size());
    outcome.messages.push_back({});
  }
  co_return Outcome{wire::encode(outcome)};
}

Task<Outcome> begin_run(RunContext, wire::ScheduledEvent) {
  co_return nothing_to_do("scheduled");
}

}  // namespace abi
}  // namespace sitewright
