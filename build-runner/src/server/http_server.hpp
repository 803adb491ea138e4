// The HTTP side, on GNU libmicrohttpd (docs/decisions/0007): one thread per connection, so that a
// stream may simply wait for its next frame.
//   POST /v1/builds · GET, DELETE /v1/builds/<id> · GET /healthz
// Units:  bytes.
// Errors: start() says why the address cannot be listened on. Bad requests get a problem document.
// Ownership: the registry outlives the server; stop the registry first, so that streams end.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "result/result.hpp"
#include "sandbox/host.hpp"
#include "server/build_registry.hpp"

namespace sitewright::server {

struct ServerOptions {
  std::string host;
  std::uint16_t port;  ///< 0: any free one
  std::string version;
  std::string node_version;
  unsigned jobs;
};

class HttpServer {
 public:
  [[nodiscard]] static Result<std::unique_ptr<HttpServer>> start(const ServerOptions& options,
                                                                 const sandbox::Host& host,
                                                                 BuildRegistry& registry);
  virtual ~HttpServer() = default;

  [[nodiscard]] virtual std::string address() const = 0;  ///< "http://127.0.0.1:4711"
};

}  // namespace sitewright::server
