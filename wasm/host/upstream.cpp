#include "host/upstream.hpp"

namespace sitewright::host {

namespace {

Failure failure_of(wire::HttpOpenReplyFailure failure, std::string detail) {
  switch (failure) {
    case wire::HttpOpenReplyFailure::unreachable:
      return fail(Code::unavailable, std::move(detail));
    case wire::HttpOpenReplyFailure::late:
      return fail(Code::unavailable, std::move(detail), std::string(ports::kFirstByteLimit));
    case wire::HttpOpenReplyFailure::no_credential:
      return fail(Code::unauthorized, std::move(detail));
    case wire::HttpOpenReplyFailure::not_allowed:
      return fail(Code::invalid_input, std::move(detail));
  }
  std::unreachable();
}

wire::OutgoingCredentialKind kind_of(ports::Credential::Kind kind) {
  switch (kind) {
    case ports::Credential::Kind::config:
      return wire::OutgoingCredentialKind::config;
    case ports::Credential::Kind::sealed:
      return wire::OutgoingCredentialKind::sealed;
    case ports::Credential::Kind::basic:
      return wire::OutgoingCredentialKind::basic;
    case ports::Credential::Kind::header_list:
      return wire::OutgoingCredentialKind::header_list;
  }
  std::unreachable();
}

wire::OutgoingCredential credential_of(ports::Credential credential) {
  return {.kind = kind_of(credential.kind),
          .name = std::move(credential.name),
          .owner = std::move(credential.owner)};
}

Result<ports::UpstreamReply> reply_of(wire::HttpOpenReply reply, std::string_view body) {
  if (reply.failure) return failure_of(*reply.failure, reply.detail.value_or(""));
  ports::UpstreamReply opened{.status = reply.status,
                              .headers = {},
                              .stream = reply.stream,
                              .body = std::string(body),
                              .waiting = reply.waiting};
  for (auto& [name, value] : reply.headers) {
    opened.headers.emplace_back(std::move(name), std::move(value));
  }
  return opened;
}

/// A wait of the host's effects: absent, it waits as long as it takes.
std::optional<std::int64_t> wait_of(std::int64_t wait_ms) {
  return wait_ms > 0 ? std::optional(wait_ms) : std::nullopt;
}

}  // namespace

Task<ports::UpstreamReply> HostUpstream::open(ports::UpstreamRequest request) {
  const auto method = wire::from_string<wire::HttpOpenRequestMethod>(request.method);
  if (!method) co_return fail(Code::broken_invariant, "no method " + request.method);
  wire::HttpOpenRequest asked{.method = *method,
                              .url = std::move(request.url),
                              .headers = {},
                              .first_byte_ms = request.first_byte_ms,
                              .silence_ms = request.silence_ms,
                              .bytes = static_cast<std::int64_t>(request.body.size()),
                              .wait_ms = wait_of(request.wait_ms)};
  for (auto& header : request.headers) {
    asked.headers.push_back({.name = std::move(header.name), .value = std::move(header.value)});
    if (header.credential) {
      asked.headers.back().credential = credential_of(std::move(*header.credential));
    }
  }
  auto answer = co_await or_return(effects_.perform(std::move(asked), std::move(request.body)));
  co_return reply_of(std::move(answer.reply), answer.body);
}

Task<ports::UpstreamReply> HostUpstream::head(std::int64_t waiting, std::int64_t wait_ms) {
  auto answer = co_await or_return(
      effects_.perform(wire::HttpHeadRequest{.waiting = waiting, .wait_ms = wait_ms}));
  co_return reply_of(std::move(answer.reply.answer), answer.body);
}

Task<ports::UpstreamPiece> HostUpstream::read(std::int64_t stream, std::int64_t wait_ms) {
  auto answer = co_await or_return(
      effects_.perform(wire::StreamReadRequest{.stream = stream, .wait_ms = wait_of(wait_ms)}));
  if (answer.reply.late.value_or(false)) {
    co_return fail(Code::unavailable, "the answer fell silent", std::string(ports::kSilenceLimit));
  }
  using Kind = ports::UpstreamPiece::Kind;
  if (answer.reply.quiet.value_or(false)) co_return ports::UpstreamPiece{.kind = Kind::quiet};
  if (answer.reply.done) co_return ports::UpstreamPiece{.kind = Kind::end};
  co_return ports::UpstreamPiece{.bytes = std::string(answer.body)};
}

Task<Done> HostUpstream::close(std::int64_t stream) {
  co_await or_return(effects_.perform(wire::StreamCloseRequest{.stream = stream}));
  co_return Done{};
}

}  // namespace sitewright::host
