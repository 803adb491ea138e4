#include "world.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "run.hpp"

namespace sitewright::simulation {

namespace {

/// Asked by nobody: there is no key.
class NoProvider final : public models::ProviderDoor {
  Task<models::ChatOutcome> chat(models::Candidate, ports::Credential, models::ChatRequest,
                                 ports::TextSink*) override {
    co_return fail(Code::unavailable, "there is no provider");
  }
};
NoProvider no_provider;

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// {"kind":"x","a":1} -> kind and {"a":1}.
std::pair<std::string, std::string> split_kind(std::string_view header) {
  constexpr std::string_view prefix = R"({"kind":")";
  header.remove_prefix(prefix.size());
  const auto quote = header.find('"');
  std::string kind(header.substr(0, quote));
  header.remove_prefix(quote + 1);
  if (header.starts_with(',')) header.remove_prefix(1);
  return {std::move(kind), "{" + std::string(header)};
}

}  // namespace

struct World::Run {
  explicit Run(World& world)
      : id(world.next_run_++),
        ports(id, world.cache_, *world.model_, *world.providers_, world.routing_,
              world.embedding_) {}
  std::uint32_t id;
  RunPorts ports;
  // One of the two, by what the run is for.
  std::optional<Task<wire::QueueOutcome>> batch;
  std::optional<Task<routes::HttpReply>> http;
  std::optional<Task<Done>> chore;
  /// Whose effect the answer is; run and effect.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> asked_by;
  routes::HttpRequest request;
  std::string queue;
  Message message;
  bool mortal = false;
  int lives = -1;  ///< effects until it dies; -1: it does not

  [[nodiscard]] bool finished() const {
    return (batch && batch->finished()) || (http && http->finished()) ||
           (chore && chore->finished());
  }
};

World* World::current = nullptr;

World::World(std::uint64_t seed, Faults faults)
    : random_(seed), faults_(faults), providers_(&no_provider) {
  current = this;
  sqlite3_open(":memory:", &db_);
  std::set<std::filesystem::path> migrations;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(SITEWRIGHT_SOURCE_DIR) / "schemas/d1")) {
    migrations.insert(entry.path());
  }
  for (const auto& migration : migrations) {
    const auto sql = file_text(migration);
    char* error = nullptr;
    sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &error);
    REQUIRE_MESSAGE(error == nullptr, (error != nullptr ? error : ""));
  }
  sqlite3_exec(db_, "PRAGMA foreign_keys = ON", nullptr, nullptr, nullptr);
}

World::~World() {
  runs_.clear();
  sqlite3_close(db_);
  current = nullptr;
}

bool World::chance(int per_mille) {
  return faults_apply_ && per_mille > 0 && static_cast<int>(random_() % 1000) < per_mille;
}

std::size_t World::pick(std::size_t count) {
  return random_() % count;
}

void World::fill_random(std::uint8_t* out, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out[i] = static_cast<std::uint8_t>(random_());
}

std::optional<std::string> World::config(std::string_view name) const {
  if (name == "BASE_HOST") return "localhost:8787";
  return std::nullopt;
}

const std::vector<Seen>& World::events(const std::string& project_id) {
  return channels_[project_id].events;
}

routes::HttpReply World::request(std::string method, std::string path, std::string body,
                                 std::string query) {
  const bool before = std::exchange(faults_apply_, false);
  auto run = std::make_unique<Run>(*this);
  routes::HttpRequest http{.method = std::move(method),
                           .host = "localhost:8787",
                           .path = std::move(path),
                           .query = std::move(query),
                           .body = std::move(body),
                           .request_id = "simulated"};
  run->http.emplace(routes::answer_core_api(run->ports.core_api(), std::move(http)));
  const auto id = run->id;
  Run& mine = *run;
  runs_.emplace(id, std::move(run));
  mine.http->start();
  while (!mine.finished()) {
    // Only this request's effects: everything else waits for settle().
    const auto at = std::ranges::find(answers_, id, &Answer::run);
    REQUIRE(at != answers_.end());
    const Answer answer = std::move(*at);
    answers_.erase(at);
    auto* bytes = static_cast<char*>(::operator new(answer.frame.size()));
    std::ranges::copy(answer.frame, bytes);
    mine.ports.effects.resume(answer.effect, answer.failed, {bytes, answer.frame.size()});
  }
  auto reply = mine.http->take();
  runs_.erase(id);
  faults_apply_ = before;
  REQUIRE(reply.has_value());
  return *reply;
}

bool World::settle(int limit) {
  int restarts_left = faults_.restarts;
  faults_apply_ = true;
  for (int steps = 0; steps < limit; ++steps) {
    now_ += 1;
    if (restarts_left > 0 && pick(300) == 0) {
      --restarts_left;
      restart();
    }
    if (step(true)) continue;
    if (wait_for_message()) continue;
    if (!running()) {
      faults_apply_ = false;
      return true;
    }
    // Nothing is on its way: time passes, and the reconciler looks after what was left.
    now_ += 61'000;
    reconcile();
  }
  return false;
}

bool World::wait_for_message() {
  std::int64_t earliest = 0;
  for (const auto& [queue, messages] : queues_) {
    for (const auto& message : messages) {
      if (earliest == 0 || message.due < earliest) earliest = message.due;
    }
  }
  if (earliest == 0) return false;
  now_ = std::max(now_, earliest);
  return true;
}

bool World::step(bool faulty) {
  std::size_t deliverable = 0;
  for (const auto& [queue, messages] : queues_) {
    deliverable += static_cast<std::size_t>(
        std::ranges::count_if(messages, [&](const auto& m) { return m.due <= now_; }));
  }
  if (deliverable == 0 && answers_.empty()) return false;
  if (answers_.empty() || (deliverable > 0 && runs_.size() < 6 && pick(3) == 0)) {
    deliver_one();
  } else {
    answer_one(faulty);
  }
  return true;
}

void World::deliver_one() {
  std::vector<std::pair<std::string, std::size_t>> due;
  for (const auto& [queue, messages] : queues_) {
    for (std::size_t i = 0; i < messages.size(); ++i) {
      if (messages[i].due <= now_) due.emplace_back(queue, i);
    }
  }
  const auto [queue, index] = due[pick(due.size())];
  auto& messages = queues_[queue];
  Message message = messages[index];
  if (!chance(faults_.message_twice)) {
    messages.erase(messages.begin() + static_cast<std::ptrdiff_t>(index));
  }
  auto run = std::make_unique<Run>(*this);
  run->queue = queue;
  run->message = message;
  if (chance(faults_.run_dies)) run->lives = static_cast<int>(pick(8));
  routes::QueueBatch batch{queue, {{message.id, message.attempts, message.body}}};
  auto& ports = run->ports;
  if (queue == "plan-steps-queue") {
    run->batch.emplace(routes::consume_ai_app_worker(ports.ai_app_worker(), std::move(batch)));
  } else if (queue == "project-builds-queue") {
    run->batch.emplace(routes::consume_build_service(ports.build_service(), std::move(batch)));
  } else if (queue.ends_with("-to-bff-queue")) {
    run->batch.emplace(routes::consume_admin_web(ports.admin_web(), std::move(batch)));
  } else {
    run->batch.emplace(routes::consume_core_api(ports.planning(), std::move(batch)));
  }
  begin(std::move(run));
}

void World::begin(std::unique_ptr<Run> run) {
  const auto id = run->id;
  Run& entry = *runs_.emplace(id, std::move(run)).first->second;
  if (entry.batch) entry.batch->start();
  if (entry.chore) entry.chore->start();
  if (entry.http) entry.http->start();
  finish_if_done(id);
}

void World::begin_fetch(std::uint32_t run, std::uint32_t effect, wire::ServiceFetchRequest request,
                        std::string body) {
  REQUIRE(request.service == wire::ServiceFetchRequestService::build_service);
  auto fetch = std::make_unique<Run>(*this);
  fetch->asked_by = {run, effect};
  if (chance(faults_.run_dies)) fetch->lives = static_cast<int>(pick(4));
  fetch->request = {.method = std::string(wire::to_string(request.method)),
                    .path = std::move(request.path),
                    .body = std::move(body),
                    .request_id = "simulated"};
  fetch->http.emplace(routes::answer_build_service(fetch->ports.build_service(), fetch->request));
  begin(std::move(fetch));
}

void World::finish_if_done(std::uint32_t id) {
  const auto at = runs_.find(id);
  if (at == runs_.end() || !at->second->finished()) return;
  Run& run = *at->second;
  if (run.batch) {
    auto outcome = run.batch->take();
    REQUIRE(outcome.has_value());
    const auto& verdict = outcome->messages.at(0);
    if (verdict.verdict == wire::QueueOutcomeMessageVerdict::retry) {
      Message again = run.message;
      again.due = now_ + verdict.delay_seconds * 1000;
      constexpr std::int64_t deliveries = 6;
      const bool dead = again.attempts >= deliveries && !run.queue.ends_with("-dlq");
      again.attempts = dead ? 1 : again.attempts + 1;
      queues_[run.queue + (dead ? "-dlq" : "")].push_back(std::move(again));
    }
  }
  if (run.asked_by) {
    // As abi/build_service.cpp: an error is an answer too.
    auto result = run.http->take();
    const auto reply = result ? *result : routes::problem(run.request, result.error());
    const auto [asker, effect] = *run.asked_by;
    if (chance(faults_.effect_fails_after)) {
      answers_.push_back({asker, effect, true, "simulated: the answer was lost"});
    } else {
      const auto bytes = static_cast<std::int64_t>(reply.body.size());
      const auto header = wire::encode(wire::ServiceFetchReply{reply.status, bytes});
      answers_.push_back({asker, effect, false, host::write_frame(header, reply.body)});
    }
  }
  runs_.erase(at);
}

void World::answer_one(bool faulty) {
  const auto index = pick(answers_.size());
  Answer answer = std::move(answers_[index]);
  answers_.erase(answers_.begin() + static_cast<std::ptrdiff_t>(index));
  const auto at = runs_.find(answer.run);
  if (at == runs_.end()) return;
  Run& run = *at->second;
  if (faulty && run.lives >= 0 && run.lives-- == 0) {
    // The isolate is gone; the queue delivers the message again.
    if (run.batch) {
      Message again = run.message;
      again.due = now_ + 1000;
      queues_[run.queue].push_back(std::move(again));
    }
    if (run.asked_by) {
      const auto [asker, effect] = *run.asked_by;
      answers_.push_back({asker, effect, true, "simulated: the sibling died"});
    }
    runs_.erase(at);
    return;
  }
  auto* bytes = static_cast<char*>(::operator new(answer.frame.size()));
  std::ranges::copy(answer.frame, bytes);
  run.ports.effects.resume(answer.effect, answer.failed, {bytes, answer.frame.size()});
  finish_if_done(answer.run);
}

void World::restart() {
  runs_.clear();
  answers_.clear();
  queues_.clear();
  runner_streams_.clear();
  cache_ = host::BlobCache(1 << 22);
  ++boots_;
  reconcile();
}

void World::reconcile() {
  auto run = std::make_unique<Run>(*this);
  const auto ports = run->ports.core_api();
  run->chore.emplace(
      usecases::reconcile({ports.deliver(), ports.context(), ports.models.ledger, ports.blobs},
                          "boot-" + std::to_string(boots_)));
  begin(std::move(run));
}

void World::begins(const std::function<Task<Done>(RunPorts&)>& chore) {
  auto run = std::make_unique<Run>(*this);
  run->chore.emplace(chore(run->ports));
  begin(std::move(run));
}

void World::reseals() {
  auto run = std::make_unique<Run>(*this);
  const auto ports = run->ports.core_api();
  run->chore.emplace(usecases::reseal_keys({ports.models.settings, ports.models.vault, ports.log}));
  begin(std::move(run));
  REQUIRE(settle());
}

void World::passes(std::int64_t milliseconds) {
  now_ += milliseconds;
  reconcile();
  REQUIRE(settle());
}

bool World::running() {
  return rows("SELECT id FROM generations WHERE finished_at IS NULL AND state <> 'paused'").size() >
             0 ||
         rows("SELECT id FROM outbox WHERE sent_at IS NULL").size() > 0 ||
         rows("SELECT id FROM events WHERE published_at IS NULL").size() > 0;
}

void World::start_effect(std::uint32_t run, std::uint32_t effect, std::string_view bytes) {
  const auto frame = host::read_frame(bytes);
  auto [kind, header] = split_kind(frame.header);
  if (kind == refused_ || chance(faults_.effect_fails_before)) {
    answers_.push_back({run, effect, true, "simulated: refused"});
    return;
  }
  if (kind == "service.fetch") {
    if (auto request = wire::decode<wire::ServiceFetchRequest>(header);
        request && request->method == wire::ServiceFetchRequestMethod::post) {
      begin_fetch(run, effect, std::move(*request), std::string(frame.body));
      return;
    }
  }
  auto reply = perform(kind, header, frame.body);
  if (!reply) {
    answers_.push_back({run, effect, true, reply.error().detail});
    return;
  }
  if (chance(faults_.effect_fails_after)) {
    answers_.push_back({run, effect, true, "simulated: the answer was lost"});
    return;
  }
  answers_.push_back({run, effect, false, std::move(*reply)});
}

}  // namespace sitewright::simulation
