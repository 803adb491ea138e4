#include "host/services.hpp"

#include <algorithm>

namespace sitewright::host {

namespace {

constexpr std::string_view kBlobPrefix = "blobs/";
constexpr std::size_t kMaxStoredKeys = 50'000;
// Platform limits of sendBatch: 100 messages and 256 KB (Queues limits, Nov 2026).
constexpr std::size_t kMaxBatchMessages = 100;
constexpr std::size_t kMaxBatchBytes = 240'000;

std::int64_t size_of(std::string_view bytes) {
  return static_cast<std::int64_t>(bytes.size());
}

}  // namespace

const std::string* BlobCache::find(const std::string& key) {
  const auto found = index_.find(key);
  if (found == index_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return &found->second->second;
}

void BlobCache::keep(const std::string& key, std::string_view bytes) {
  mark_stored(key);
  if (bytes.size() > capacity_ / 8 || index_.contains(key)) return;
  entries_.emplace_front(key, bytes);
  index_.emplace(key, entries_.begin());
  bytes_ += bytes.size();
  while (bytes_ > capacity_) {
    bytes_ -= entries_.back().second.size();
    index_.erase(entries_.back().first);
    entries_.pop_back();
  }
}

void BlobCache::mark_stored(const std::string& key) {
  if (stored_.size() >= kMaxStoredKeys) stored_.clear();
  stored_.insert(key);
}

Task<std::vector<std::optional<std::string>>> R2Blobs::get_many(std::vector<std::string> keys) {
  std::vector<std::optional<std::string>> found(keys.size());
  wire::BlobGetManyRequest request;
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (const auto* bytes = cache_.find(keys[i])) {
      found[i] = *bytes;
    } else {
      request.keys.push_back(keys[i]);
      asked.push_back(i);
    }
  }
  if (asked.empty()) co_return found;
  auto answer = co_await or_return(effects_.perform(std::move(request)));
  if (answer.reply.sizes.size() != asked.size()) {
    co_return fail(Code::broken_invariant, "blob.get_many: wrong number of sizes");
  }
  std::string_view rest = answer.body;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!answer.reply.sizes[i]) continue;
    const auto size = static_cast<std::size_t>(*answer.reply.sizes[i]);
    if (size > rest.size()) co_return fail(Code::broken_invariant, "blob.get_many: short body");
    const std::string& key = keys[asked[i]];
    found[asked[i]] = std::string(rest.substr(0, size));
    if (key.starts_with(kBlobPrefix)) cache_.keep(key, rest.substr(0, size));
    rest.remove_prefix(size);
  }
  co_return found;
}

Task<Done> R2Blobs::put_new(std::vector<ports::BlobObject> objects) {
  std::erase_if(objects, [this](const auto& object) { return cache_.stored(object.key); });
  if (objects.empty()) co_return Done{};
  std::vector<ports::BlobObject> kept = objects;
  co_await or_return(write(std::move(objects), true));
  for (const auto& object : kept) {
    if (object.key.starts_with(kBlobPrefix)) cache_.keep(object.key, object.bytes);
  }
  co_return Done{};
}

Task<Done> R2Blobs::put(std::vector<ports::BlobObject> objects) {
  if (objects.empty()) co_return Done{};
  co_return co_await or_return(write(std::move(objects), false));
}

Task<Done> R2Blobs::write(std::vector<ports::BlobObject> objects, bool if_absent) {
  wire::BlobPutManyRequest request;
  std::string body;
  for (auto& object : objects) {
    request.objects.push_back({.key = std::move(object.key),
                               .bytes = size_of(object.bytes),
                               .media_type = std::move(object.media_type),
                               .if_absent = if_absent});
    body += object.bytes;
  }
  co_await or_return(effects_.perform(std::move(request), std::move(body)));
  co_return Done{};
}

Task<std::string> HostAssets::read(std::string name) {
  auto answer = co_await or_return(effects_.perform(wire::AssetReadRequest{.name = name}));
  if (!answer.reply.found) co_return fail(Code::not_found, "The Worker has no file " + name + ".");
  co_return std::string(answer.body);
}

Task<Done> HostQueues::send_later(std::string queue, std::vector<std::string> bodies,
                                  std::int64_t delay_seconds) {
  const auto name = wire::from_string<wire::QueueSendRequestQueue>(queue);
  if (!name) co_return fail(Code::broken_invariant, "no queue " + queue);
  for (std::size_t begin = 0; begin < bodies.size();) {
    wire::QueueSendRequest request{.queue = *name};
    if (delay_seconds > 0) request.delay_seconds = delay_seconds;
    std::string body;
    while (begin < bodies.size() && request.sizes.size() < kMaxBatchMessages &&
           (body.empty() || body.size() + bodies[begin].size() <= kMaxBatchBytes)) {
      request.sizes.push_back(size_of(bodies[begin]));
      body += bodies[begin++];
    }
    co_await or_return(effects_.perform(std::move(request), std::move(body)));
  }
  co_return Done{};
}

Task<Done> HostChannel::publish(std::string project_id, std::vector<ports::ChannelEvent> events) {
  if (events.empty()) co_return Done{};
  wire::ChannelPublishRequest request{.project_id = std::move(project_id)};
  std::string body;
  for (auto& event : events) {
    request.events.push_back(
        {.key = std::move(event.key),
         .subject = event.subject.empty() ? std::nullopt : std::optional(std::move(event.subject)),
         .rank = event.rank,
         .type = std::move(event.type),
         .bytes = size_of(event.data)});
    body += event.data;
  }
  co_await or_return(effects_.perform(std::move(request), std::move(body)));
  co_return Done{};
}

Task<Done> HostChannel::publish_live(std::string project_id, std::string type,
                                     std::vector<std::string> data) {
  if (data.empty()) co_return Done{};
  wire::ChannelPublishRequest request{.project_id = std::move(project_id)};
  std::string body;
  for (const auto& one : data) {
    request.events.push_back({.type = type, .bytes = size_of(one)});
    body += one;
  }
  co_await or_return(effects_.perform(std::move(request), std::move(body)));
  co_return Done{};
}

Task<std::int64_t> HostBuildRunner::open(std::string build_id, std::string job, std::string tar) {
  wire::RunnerOpenRequest request{
      .build_id = std::move(build_id), .job = std::move(job), .bytes = size_of(tar)};
  auto answer = co_await or_return(effects_.perform(std::move(request), std::move(tar)));
  const auto& reply = answer.reply;
  if (reply.status == 200 && reply.stream) co_return *reply.stream;
  std::string detail = "The build runner answered " + std::to_string(reply.status) +
                       (reply.detail ? ": " + *reply.detail : std::string());
  const bool refused = reply.status >= 400 && reply.status < 500 && reply.status != 429;
  co_return fail(refused ? Code::invalid_input : Code::unavailable, std::move(detail));
}

Task<std::optional<std::string>> HostBuildRunner::read(std::int64_t stream) {
  auto answer = co_await or_return(effects_.perform(wire::StreamReadRequest{.stream = stream}));
  if (answer.reply.done) co_return std::nullopt;
  co_return std::string(answer.body);
}

Task<Done> HostBuildRunner::cancel(std::string build_id) {
  co_await or_return(effects_.perform(wire::RunnerCancelRequest{.build_id = std::move(build_id)}));
  co_return Done{};
}

Task<ports::RunnerHealth> HostBuildRunner::health() {
  auto answer = co_await or_return(effects_.perform(wire::RunnerHealthRequest{}));
  co_return ports::RunnerHealth{answer.reply.status == 200, answer.reply.detail};
}

Task<ports::SiblingReply> HostSiblings::get(
    std::string service, std::string path,
    std::vector<std::pair<std::string, std::string>> headers) {
  wire::ServiceFetchRequest request{.method = wire::ServiceFetchRequestMethod::get,
                                    .path = std::move(path)};
  for (auto& [name, value] : headers) {
    request.headers.push_back({.name = std::move(name), .value = std::move(value)});
  }
  co_return co_await or_return(fetch(std::move(service), std::move(request), {}));
}

Task<ports::SiblingReply> HostSiblings::post(std::string service, std::string path,
                                             std::string json) {
  wire::ServiceFetchRequest request{
      .method = wire::ServiceFetchRequestMethod::post, .path = std::move(path), .headers = {}};
  request.headers.push_back({.name = "content-type", .value = "application/json"});
  request.bytes = size_of(json);
  co_return co_await or_return(fetch(std::move(service), std::move(request), std::move(json)));
}

Task<ports::SiblingReply> HostSiblings::fetch(std::string service,
                                              wire::ServiceFetchRequest request, std::string body) {
  const auto to = wire::from_string<wire::ServiceFetchRequestService>(service);
  if (!to) co_return fail(Code::broken_invariant, "no sibling " + service);
  request.service = *to;
  auto answer = co_await or_return(effects_.perform(std::move(request), std::move(body)));
  co_return ports::SiblingReply{answer.reply.status, std::string(answer.body)};
}

Task<Done> HostTimer::sleep(ports::Millis time) {
  constexpr ports::Millis longest = 60'000;  // maximum of schemas/effects/clock_sleep_request.json
  co_await or_return(
      effects_.perform(wire::ClockSleepRequest{std::clamp<ports::Millis>(time, 0, longest)}));
  co_return Done{};
}

Task<ports::SealedSecret> HostVault::seal(std::string secret, std::string owner) {
  wire::SecretSealRequest request{.owner = std::move(owner), .bytes = size_of(secret)};
  auto answer = co_await or_return(effects_.perform(std::move(request), std::move(secret)));
  co_return ports::SealedSecret{std::move(answer.reply.sealed), std::move(answer.reply.key_id)};
}

Task<std::vector<std::string>> HostVault::key_ids() {
  auto answer = co_await or_return(effects_.perform(wire::SecretKeysRequest{}));
  co_return std::move(answer.reply.key_ids);
}

Task<ports::SealedSecret> HostVault::reseal(std::string sealed, std::string owner) {
  wire::SecretResealRequest request{.owner = std::move(owner), .sealed = std::move(sealed)};
  auto answer = co_await or_return(effects_.perform(std::move(request)));
  co_return ports::SealedSecret{std::move(answer.reply.sealed), std::move(answer.reply.key_id)};
}

Task<Done> HostResponse::start(std::int64_t status,
                               std::vector<std::pair<std::string, std::string>> headers) {
  wire::ResponseStartRequest request{.status = status};
  for (auto& [name, value] : headers) {
    request.headers.push_back({.name = std::move(name), .value = std::move(value)});
  }
  co_await or_return(effects_.perform(std::move(request)));
  co_return Done{};
}

Task<bool> HostResponse::write(std::string bytes) {
  if (bytes.empty()) co_return true;
  const wire::ResponseWriteRequest request{.bytes = size_of(bytes)};
  auto answer = co_await or_return(effects_.perform(request, std::move(bytes)));
  co_return answer.reply.open;
}

}  // namespace sitewright::host
