#include "server/http_server.hpp"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <charconv>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <thread>

#include "sandbox/fd.hpp"
#include "server/frame_stream.hpp"
#include "server/problem_json.hpp"

namespace sitewright::server {
namespace {

constexpr std::size_t max_body_bytes = 64u << 20;
constexpr std::size_t max_pending_bytes = 512u << 20;  // all uploads in flight
constexpr unsigned max_connections = 256;
constexpr unsigned idle_seconds = 30;
constexpr std::size_t stream_block_bytes = 64u << 10;
constexpr std::chrono::seconds drain_time{1};
constexpr std::string_view builds_path = "/v1/builds";

/// One request while its body arrives.
struct Request {
  explicit Request(std::atomic<std::size_t>& all_pending) : pending(all_pending) {}
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;
  ~Request() { pending -= body.size(); }

  std::atomic<std::size_t>& pending;
  std::string id;
  std::string body;
  std::optional<wire::Job> job;
  std::optional<Error> refused;  ///< known before the body has ended
};

bool well_formed_request_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

std::string fresh_request_id() {
  static std::atomic<std::uint64_t> counter{std::random_device{}()};
  return "run-" + std::to_string(counter.fetch_add(1));
}

std::string_view header(MHD_Connection* connection, const char* name) {
  const char* value = ::MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value == nullptr ? std::string_view() : value;
}

MHD_Result send(MHD_Connection* connection, const Request& request, unsigned status,
                const char* type, const std::string& text, const char* allow = nullptr) {
  MHD_Response* response = ::MHD_create_response_from_buffer(
      text.size(), const_cast<char*>(text.data()), MHD_RESPMEM_MUST_COPY);
  if (response == nullptr) return MHD_NO;
  ::MHD_add_response_header(response, "content-type", type);
  ::MHD_add_response_header(response, "cache-control", "no-store");
  ::MHD_add_response_header(response, "x-request-id", request.id.c_str());
  if (allow != nullptr) ::MHD_add_response_header(response, "allow", allow);
  const MHD_Result queued = ::MHD_queue_response(connection, status, response);
  ::MHD_destroy_response(response);
  return queued;
}

MHD_Result send_problem(MHD_Connection* connection, const Request& request, std::uint16_t status,
                        std::string_view code, std::string_view detail,
                        const char* allow = nullptr) {
  return send(connection, request, status, "application/problem+json",
              problem_json(status, code, detail, request.id), allow);
}

MHD_Result send_error(MHD_Connection* connection, const Request& request, const Error& error) {
  return send_problem(connection, request, http_status(error.code), name_of(error.code),
                      error.detail);
}

MHD_Result send_json(MHD_Connection* connection, const Request& request, unsigned status,
                     const nlohmann::json& value) {
  return send(connection, request, status, "application/json",
              value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

/// A response's stream, counted while MHD has it.
struct CountedStream {
  CountedStream(std::shared_ptr<BuildRecord> record, std::atomic<int>& count)
      : frames(std::move(record)), open(count) {
    ++open;
  }
  CountedStream(const CountedStream&) = delete;
  CountedStream& operator=(const CountedStream&) = delete;
  ~CountedStream() { --open; }

  FrameStream frames;
  std::atomic<int>& open;
};

ssize_t read_stream(void* stream, std::uint64_t, char* into, std::size_t size) {
  const std::size_t count = static_cast<CountedStream*>(stream)->frames.read({into, size});
  return count == 0 ? MHD_CONTENT_READER_END_OF_STREAM : static_cast<ssize_t>(count);
}

void release_stream(void* stream) {
  delete static_cast<CountedStream*>(stream);
}

MHD_Result send_stream(MHD_Connection* connection, const Request& request,
                       std::unique_ptr<CountedStream> stream) {
  MHD_Response* response = ::MHD_create_response_from_callback(
      MHD_SIZE_UNKNOWN, stream_block_bytes, read_stream, stream.get(), release_stream);
  if (response == nullptr) return MHD_NO;
  static_cast<void>(stream.release());  // the response frees it
  ::MHD_add_response_header(response, "content-type", "application/octet-stream");
  ::MHD_add_response_header(response, "cache-control", "no-store");
  ::MHD_add_response_header(response, "x-request-id", request.id.c_str());
  const MHD_Result queued = ::MHD_queue_response(connection, 200, response);
  ::MHD_destroy_response(response);
  return queued;
}

class MicroHttpServer final : public HttpServer {
 public:
  MicroHttpServer(const ServerOptions& options, const sandbox::Host& host, BuildRegistry& registry)
      : options_(options), host_(host), registry_(registry) {}
  ~MicroHttpServer() override {
    if (daemon_ == nullptr) return;
    // Stopping closes every connection at once, so the last frames go out first.
    const auto patience = std::chrono::steady_clock::now() + drain_time;
    while (open_streams_ > 0 && std::chrono::steady_clock::now() < patience) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    ::MHD_stop_daemon(daemon_);  // closes the socket, joins the threads
  }

  Result<void> listen();
  [[nodiscard]] std::string address() const override { return address_; }

 private:
  static MHD_Result on_request(void* self, MHD_Connection* connection, const char* url,
                               const char* method, const char* version, const char* data,
                               std::size_t* size, void** state);
  static void on_completed(void* self, MHD_Connection* connection, void** state,
                           MHD_RequestTerminationCode why);

  std::optional<Error> examine(MHD_Connection* connection, Request& request, bool is_build);
  MHD_Result begin(MHD_Connection* connection, Request& request, std::string_view path,
                   std::string_view method);
  void take_body(Request& request, std::string_view piece);
  MHD_Result answer(MHD_Connection* connection, Request& request, std::string_view path,
                    std::string_view method);
  MHD_Result answer_health(MHD_Connection* connection, const Request& request);
  MHD_Result answer_build(MHD_Connection* connection, const Request& request,
                          const std::string& build_id, std::string_view method);

  ServerOptions options_;
  const sandbox::Host& host_;
  BuildRegistry& registry_;
  MHD_Daemon* daemon_ = nullptr;
  std::string address_;
  std::atomic<std::size_t> pending_bytes_ = 0;
  std::atomic<int> open_streams_ = 0;
};

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t length = 0;
};

std::optional<SocketAddress> parse_address(const std::string& host, std::uint16_t port) {
  SocketAddress out;
  in_addr v4{};
  in6_addr v6{};
  if (::inet_pton(AF_INET, host.c_str(), &v4) == 1) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr = v4;
    address.sin_port = htons(port);
    std::memcpy(&out.storage, &address, sizeof address);
    out.length = sizeof address;
    return out;
  }
  if (::inet_pton(AF_INET6, host.c_str(), &v6) != 1) return std::nullopt;
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = v6;
  address.sin6_port = htons(port);
  std::memcpy(&out.storage, &address, sizeof address);
  out.length = sizeof address;
  return out;
}

// Port numbers lie at the same place for both families.
std::uint16_t port_of(const sockaddr_storage& storage) {
  sockaddr_in address{};
  std::memcpy(&address, &storage, sizeof address);
  return ntohs(address.sin_port);
}

Result<void> MicroHttpServer::listen() {
  const std::string name = options_.host == "localhost" ? "127.0.0.1" : options_.host;
  const auto wanted = parse_address(name, options_.port);
  if (!wanted) return fail(Code::invalid_input, options_.host + " is not an IP address");
  sandbox::Fd socket(::socket(wanted->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int yes = 1;
  if (socket.open()) ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  const auto* raw = reinterpret_cast<const sockaddr*>(&wanted->storage);
  if (!socket.open() || ::bind(socket.get(), raw, wanted->length) != 0 ||
      ::listen(socket.get(), SOMAXCONN) != 0) {
    return fail(Code::unavailable,
                sandbox::system_message(name + ":" + std::to_string(options_.port)));
  }
  sockaddr_storage bound{};
  socklen_t length = sizeof bound;
  ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&bound), &length);
  const bool v6 = name.contains(':');
  address_ = "http://" + (v6 ? "[" + name + "]" : name) + ":" + std::to_string(port_of(bound));
  constexpr unsigned flags =
      MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL;
  daemon_ = ::MHD_start_daemon(
      flags, 0, nullptr, nullptr, &MicroHttpServer::on_request, this, MHD_OPTION_LISTEN_SOCKET,
      socket.get(), MHD_OPTION_NOTIFY_COMPLETED, &MicroHttpServer::on_completed, this,
      MHD_OPTION_CONNECTION_LIMIT, max_connections, MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, std::size_t{128u << 10}, MHD_OPTION_END);
  if (daemon_ == nullptr) return fail(Code::unavailable, "the HTTP server does not start");
  static_cast<void>(socket.release());
  return {};
}

MHD_Result MicroHttpServer::on_request(void* self, MHD_Connection* connection, const char* url,
                                       const char* method, const char*, const char* data,
                                       std::size_t* size, void** state) {
  auto& server = *static_cast<MicroHttpServer*>(self);
  if (*state == nullptr) {
    auto request = std::make_unique<Request>(server.pending_bytes_);
    const std::string_view id = header(connection, "x-request-id");
    request->id = well_formed_request_id(id) ? std::string(id) : fresh_request_id();
    Request& started = *request;
    *state = request.release();
    return server.begin(connection, started, url, method);
  }
  Request& request = *static_cast<Request*>(*state);
  if (*size > 0) {
    server.take_body(request, {data, *size});
    *size = 0;
    return MHD_YES;
  }
  return server.answer(connection, request, url, method);
}

void MicroHttpServer::on_completed(void*, MHD_Connection*, void** state,
                                   MHD_RequestTerminationCode) {
  delete static_cast<Request*>(*state);
  *state = nullptr;
}

// An answer queued here ends the exchange before the body is sent.
MHD_Result MicroHttpServer::begin(MHD_Connection* connection, Request& request,
                                  std::string_view path, std::string_view method) {
  // Pages in a browser have no business here; browsers always name their origin on such requests.
  if (!header(connection, "origin").empty()) {
    return send_problem(connection, request, 403, "unauthorized",
                        "requests from web pages are refused");
  }
  const bool is_build = path == builds_path && method == "POST";
  if (auto refused = examine(connection, request, is_build))
    return send_error(connection, request, *refused);
  if (is_build && !header(connection, "content-encoding").empty() &&
      header(connection, "content-encoding") != "identity") {
    return send_problem(connection, request, 415, "invalid_input",
                        "the archive must not be encoded");
  }
  return MHD_YES;
}

std::optional<Error> MicroHttpServer::examine(MHD_Connection* connection, Request& request,
                                              bool is_build) {
  const std::string_view length = header(connection, "content-length");
  std::uint64_t bytes = 0;
  std::from_chars(length.data(), length.data() + length.size(), bytes);
  if (bytes > max_body_bytes) return Error{Code::too_large, "the archive is larger than 64 MiB"};
  if (!is_build) return std::nullopt;
  if (pending_bytes_ + bytes > max_pending_bytes)
    return Error{Code::unavailable, "too many uploads at once"};
  const std::string_view text = header(connection, "x-build-job");
  if (text.empty()) return Error{Code::invalid_input, "the header x-build-job is missing"};
  auto job = wire::decode<wire::Job>(text);
  if (!job)
    return Error{Code::invalid_input, "x-build-job" + job.error().path + ": " + job.error().detail};
  request.job = std::move(*job);
  return std::nullopt;
}

void MicroHttpServer::take_body(Request& request, std::string_view piece) {
  if (request.refused) return;
  if (request.body.size() + piece.size() > max_body_bytes) {
    request.refused = Error{Code::too_large, "the archive is larger than 64 MiB"};
  } else if ((pending_bytes_ += piece.size()) > max_pending_bytes) {
    pending_bytes_ -= piece.size();
    request.refused = Error{Code::unavailable, "too many uploads at once"};
  } else {
    request.body += piece;
  }
}

MHD_Result MicroHttpServer::answer(MHD_Connection* connection, Request& request,
                                   std::string_view path, std::string_view method) {
  if (request.refused) return send_error(connection, request, *request.refused);
  if (path == "/healthz") {
    if (method != "GET" && method != "HEAD") {
      return send_problem(connection, request, 405, "invalid_input", "only GET", "GET, HEAD");
    }
    return answer_health(connection, request);
  }
  if (path == builds_path) {
    if (method != "POST")
      return send_problem(connection, request, 405, "invalid_input", "only POST", "POST");
    pending_bytes_ -= request.body.size();
    auto record = registry_.submit(std::move(*request.job), std::exchange(request.body, {}));
    if (!record) return send_error(connection, request, record.error());
    return send_stream(connection, request,
                       std::make_unique<CountedStream>(std::move(*record), open_streams_));
  }
  const std::string prefix = std::string(builds_path) + "/";
  if (path.starts_with(prefix) && path.size() > prefix.size()) {
    return answer_build(connection, request, std::string(path.substr(prefix.size())), method);
  }
  return send_problem(connection, request, 404, "not_found", "no such path");
}

MHD_Result MicroHttpServer::answer_health(MHD_Connection* connection, const Request& request) {
  const auto counts = registry_.counts();
  const bool sandboxed = host_.isolation == sandbox::Isolation::bubblewrap;
  nlohmann::json health{{"ok", true},
                        {"version", options_.version},
                        {"node", options_.node_version},
                        {"cores", host_.cores},
                        {"jobs", options_.jobs},
                        {"bundlers", counts.bundlers},
                        {"browsers", counts.browsers},
                        {"running", counts.running},
                        {"waiting", counts.waiting},
                        {"sandbox", sandboxed ? "bubblewrap" : "none"}};
  if (!sandboxed) health["reason"] = host_.reason;
  return send_json(connection, request, 200, health);
}

MHD_Result MicroHttpServer::answer_build(MHD_Connection* connection, const Request& request,
                                         const std::string& build_id, std::string_view method) {
  if (method != "GET" && method != "HEAD" && method != "DELETE") {
    return send_problem(connection, request, 405, "invalid_input", "only GET and DELETE",
                        "GET, HEAD, DELETE");
  }
  if (method == "DELETE") registry_.cancel(build_id);
  const auto record = registry_.find(build_id);
  if (!record) return send_problem(connection, request, 404, "not_found", "no such build");
  return send_json(connection, request, method == "DELETE" ? 202 : 200,
                   {{"buildId", record->job.build_id},
                    {"attempt", record->job.attempt},
                    {"status", name_of(record->state.load())}});
}

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::start(const ServerOptions& options,
                                                      const sandbox::Host& host,
                                                      BuildRegistry& registry) {
  auto server = std::make_unique<MicroHttpServer>(options, host, registry);
  if (auto listening = server->listen(); !listening) return std::unexpected(listening.error());
  return server;
}

}  // namespace sitewright::server
