#include "models/provider/http_provider.hpp"

#include <algorithm>

#include "models/catalogue/catalogue.hpp"
#include "models/json_repair.hpp"
#include "models/provider/failure.hpp"
#include "models/provider/writing.hpp"

namespace sitewright::models {

namespace {

/// A model may think so long before it says the next word.
constexpr std::int64_t kMostSilence = 120'000;

/// Bytes of text: twice what a file may have. A Worker has room for a few copies of that, and not
/// of what the wire may bring (AnswerReader).
constexpr std::size_t kLongestText = 4U << 20U;

/// Sums are no use without a key: a Workers AI binding and some servers of one's own have none.
bool has_key(const ports::Credential& credential) {
  return !credential.name.empty();
}

CallTarget target_of(const wire::CatalogueProvider& row, const std::string& model) {
  const auto* known = find_model(row, model);
  CallTarget target{.model = model};
  if (known == nullptr) return target;
  const auto& field = known->max_tokens_field ? known->max_tokens_field : row.max_tokens_field;
  target.max_tokens_field = field == wire::MaxTokensField::max_tokens;
  const auto takes = [known](wire::ModelTakes what) {
    return std::ranges::find(known->takes, what) != known->takes.end();
  };
  target.max_output_tokens = known->max_output_tokens;
  target.images = takes(wire::ModelTakes::images);
  target.schema = takes(wire::ModelTakes::schema);
  target.temperature = takes(wire::ModelTakes::temperature);
  return target;
}

/// By the sink, or because nobody waits: the provider is not to blame.
ChatFailure given_up(const Error& why) {
  return {.kind = ChatFailure::Kind::broken_off, .status = kBegun, .detail = why.detail};
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

struct HttpProvider::Call {
  AnswerReader reader;
  ports::TextSink* sink;
  ports::Millis deadline;    ///< 0: none
  ports::Millis first_text;  ///< until it has come; 0: none
  ports::Interest* interest;
  ports::Millis ask_at;  ///< whether the answer is still wanted
  ports::UpstreamReply opened = {};
  std::string text = {};
  bool delivered = false;
  std::optional<ChatFailure> failure = {};

  [[nodiscard]] bool is_too_long() const {
    return text.size() + reader.answer().arguments.text.size() > kLongestText;
  }

  /// Whether somebody still waits for the answer, once a second.
  Task<Done> ask(ports::Millis now) {
    if (interest == nullptr || now < ask_at) co_return Done{};
    ask_at = now + kAskEvery;
    co_return co_await or_return(interest->still_wanted());
  }

  Task<Done> hand_over(std::string piece) {
    if (piece.empty()) co_return Done{};
    text += piece;
    if (sink == nullptr) co_return Done{};
    delivered = true;
    co_await or_return(sink->text(std::move(piece)));
    co_return Done{};
  }
};

Result<ports::UpstreamRequest> HttpProvider::request_for(const std::string& model,
                                                         const ChatRequest& request) const {
  const auto& format = wire_format(row_.format);
  const auto target = target_of(row_, model);
  if (target.max_output_tokens == 0) {
    return fail(Code::invalid_input, row_.title + " is not known to have a model " + model);
  }
  ports::UpstreamRequest asked{.url = format.path(base_url_, model)};
  asked.headers.push_back({.name = "content-type", .value = "application/json"});
  asked.headers.push_back({.name = "accept", .value = "text/event-stream"});
  if (has_key(credential_)) format.headers(asked.headers, credential_);
  add_listed_headers(asked.headers, row_);
  asked.body = format.encode(target, request);
  std::int64_t silence = kMostSilence;
  for (const auto limit : {request.time_limit_ms, request.silence_limit_ms}) {
    if (limit > 0) silence = std::min(silence, limit);
  }
  asked.first_byte_ms = asked.silence_ms = silence;
  return asked;
}

/// Until the answer has a head or there is none. What then failed is in call.failure.
Task<Done> HttpProvider::open_answer(Call& call, ports::UpstreamRequest request) {
  request.wait_ms = kAskEvery;
  auto opened = co_await upstream_.open(std::move(request));
  while (opened && opened->waiting) {
    const auto waiting = *opened->waiting;
    const auto wanted = co_await call.ask(clock_.now());
    if (!wanted) {
      (void)co_await upstream_.close(waiting);
      co_return Failure(wanted.error());
    }
    opened = co_await upstream_.head(waiting, kAskEvery);
  }
  if (!opened) {
    call.failure = lost(opened.error(), false);
  } else if (!opened->stream) {
    call.failure = refused(*opened);
  } else {
    call.opened = std::move(*opened);
  }
  co_return Done{};
}

/// Until the answer is over, breaks off or is late. What it says of itself is in call.failure.
Task<Done> HttpProvider::read_answer(Call& call) {
  for (;;) {
    auto piece = co_await upstream_.read(*call.opened.stream, kAskEvery);
    if (!piece) {
      if (!call.reader.answer().complete) call.failure = lost(piece.error(), true);
      co_return Done{};
    }
    if (piece->kind == ports::UpstreamPiece::Kind::end) {
      call.reader.finish();
      break;
    }
    call.reader.feed(piece->bytes);
    co_await or_return(call.hand_over(call.reader.take_text()));
    if (call.reader.fault() || call.reader.answer().over) break;
    if (call.is_too_long()) {
      call.failure = ChatFailure{
          .kind = ChatFailure::Kind::unreadable, .status = 200, .detail = "the answer is too long"};
      co_return Done{};
    }
    const auto now = clock_.now();
    co_await or_return(call.ask(now));
    const bool late = call.deadline > 0 && now >= call.deadline;
    const bool mute = call.text.empty() && call.first_text > 0 && now >= call.first_text;
    if (late || mute) {
      call.failure = ChatFailure{.kind = ChatFailure::Kind::timed_out,
                                 .status = 200,
                                 .detail = late ? "the answer took longer than the call may"
                                                : "the answer did not begin in time"};
      co_return Done{};
    }
  }
  co_await or_return(call.hand_over(call.reader.take_text()));
  const auto& answer = call.reader.answer();
  if (call.reader.fault()) {
    // An error after the last word takes nothing back.
    if (!answer.complete) call.failure = *call.reader.fault();
  } else if (!answer.complete) {
    call.failure = ChatFailure{.kind = ChatFailure::Kind::broken_off,
                               .status = 200,
                               .detail = "the answer ended before its end"};
  }
  co_return Done{};
}

Task<ChatOutcome> HttpProvider::chat(std::string model, ChatRequest request,
                                     ports::TextSink* sink) {
  const auto began = clock_.now();
  auto asked = request_for(model, request);
  if (!asked) co_return ChatOutcome(lost(asked.error(), false));
  const auto until = [began](std::int64_t limit) {
    return limit > 0 ? began + limit : ports::Millis{};
  };
  Call call{.reader = AnswerReader(wire_format(row_.format)),
            .sink = sink,
            .deadline = until(request.time_limit_ms),
            .first_text = until(request.silence_limit_ms),
            .interest = request.interest,
            .ask_at = began + kAskEvery};
  const auto opened = co_await open_answer(call, std::move(*asked));
  if (!opened) co_return ChatOutcome(given_up(opened.error()));
  if (call.failure) co_return ChatOutcome(std::move(*call.failure));
  const auto told = co_await read_answer(call);
  // Closing twice does no harm, and what cannot be closed is closed with the run.
  (void)co_await upstream_.close(*call.opened.stream);
  if (!told) call.failure = given_up(told.error());

  auto& answer = call.reader.answer();
  // Asked for a document, some models call a tool that nobody offered: its arguments are the
  // answer.
  if (!call.failure && request.schema && is_blank(call.text) && !answer.arguments.text.empty()) {
    const auto handed = co_await call.hand_over(std::move(answer.arguments.text));
    if (!handed) call.failure = given_up(handed.error());
  }
  std::string id = request_id(call.opened);
  if (id.empty()) id = answer.id.substr(0, 128);
  if (call.failure) {
    call.failure->delivered = call.delivered;
    call.failure->usage = answer.usage;
    call.failure->request_id = std::move(id);
    co_return ChatOutcome(std::move(*call.failure));
  }
  if (is_blank(call.text) && answer.stop == Stop::refusal) call.text = answer.refusal;
  if (request.schema && answer.stop == Stop::end) {
    if (auto mended = repair_json(call.text)) call.text = std::move(*mended);
  }
  co_return ChatOutcome(ChatReply{.text = std::move(call.text),
                                  .stop = answer.stop,
                                  .usage = answer.usage,
                                  .request_id = std::move(id)});
}

}  // namespace sitewright::models
