// A deterministic Cloudflare in one thread: D1 is SQLite, R2 a map, queues lists, the project
// channel what admin-web's Durable Object does, the build runner a script of frames. The product's
// own routes, use-cases, stores and effects run on it, natively. Everything that could happen in
// another order does, by a seeded generator: effects are answered in any order, messages are
// delivered late, twice and out of order, effects fail before or after they took place, runs die
// half-way, and a restart loses every message and run.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "async/task.hpp"
#include "embedding.hpp"
#include "host/effects.hpp"
#include "host/services.hpp"
#include "models/builtin_model.hpp"
#include "models/router/router.hpp"
#include "project/text_tree.hpp"
#include "routes/http.hpp"
#include "routes/queue.hpp"
#include "wire/generated/build.hpp"

struct sqlite3;

namespace sitewright::simulation {

struct RunPorts;

/// Chances out of 1,000, per effect, message or run.
struct Faults {
  int effect_fails_before = 0;
  int effect_fails_after = 0;
  int message_twice = 0;
  int run_dies = 0;
  int restarts = 0;  ///< how many times the whole process is lost during the simulation
};

/// An event of a project as its watchers see it.
struct Seen {
  std::string type;
  std::string data;
};

class World {
 public:
  World(std::uint64_t seed, Faults faults);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// An HTTP request to core-api, answered to the end; faults do not touch it.
  routes::HttpReply request(std::string method, std::string path, std::string body,
                            std::string query = {});

  /// Goes on until nothing is left to do and no generation runs. false: it does not settle.
  bool settle(int limit = 60'000);

  /// The rows of a query as text, columns separated by '|'.
  std::vector<std::string> rows(const std::string& sql);

  [[nodiscard]] const std::vector<Seen>& events(const std::string& project_id);
  /// What watchers were shown and no log has kept.
  [[nodiscard]] const std::vector<Seen>& live() const { return live_; }
  [[nodiscard]] const std::map<std::string, std::string>& blobs() const { return blobs_; }
  /// The plan of each statement that D1 was given, as EXPLAIN QUERY PLAN says it.
  [[nodiscard]] const std::map<std::string, std::vector<std::string>>& query_plans() const {
    return plans_;
  }
  /// What the build runner answers from now on: a path in dist, or an error message.
  void builds_fail_with(std::string message) { build_error_ = std::move(message); }

  /// What a build of these files stumbles over from now on; nothing: it succeeds.
  using Judge = std::function<std::vector<wire::FrameError>(const project::TextTree&)>;
  void builds_judged_by(Judge judge) { judge_ = std::move(judge); }
  /// Failed builds come with this package-lock.json from now on.
  void failed_builds_complete_lock(std::string text) { completed_lock_ = std::move(text); }
  /// What builds were asked for, in their order.
  [[nodiscard]] const std::vector<wire::Job>& jobs() const { return jobs_; }

  /// Every effect of this kind fails from now on; an empty kind: none.
  void refuses(std::string kind) { refused_ = std::move(kind); }

  /// Who plans, writes and reviews from now on; the built-in model until then.
  void answers_with(ports::Model& model) { model_ = &model; }

  /// Who is asked before that one, from now on; nobody until then.
  void provides(models::ProviderDoor& providers, models::Routing routing) {
    providers_ = &providers;
    routing_ = std::move(routing);
  }

  /// Who gives vectors of texts from now on; nobody until then.
  void embeds(models::EmbeddingDoor& door, models::EmbeddingRouting routing) {
    embedding_.door = &door;
    embedding_.routing = std::move(routing);
  }

  /// As when the isolate is another one.
  void forgets_embeddings() { embedding_.memory = {}; }

  /// Nothing fails by chance any more.
  void calms() { faults_ = {}; }

  /// Lets time pass, and the reconciler look after what is left.
  void passes(std::int64_t milliseconds);

  /// VAULT_KEYS from now on, newest first.
  void vault_has(std::vector<std::string> key_ids) { vault_keys_ = std::move(key_ids); }

  /// Lets the chore run that ends a rotation of VAULT_KEYS.
  void reseals();

  /// Begins a run of a test's own; it goes on with settle(), beside all others.
  void begins(const std::function<Task<Done>(RunPorts&)>& chore);

  /// The clock goes on and nothing else happens: for what takes time inside of a call.
  void waits(std::int64_t milliseconds) { now_ += milliseconds; }

  /// How long runs have waited by themselves.
  [[nodiscard]] std::int64_t slept() const { return slept_; }

  /// The lines that a build writes from now on, in one frame.
  void builds_write(std::vector<std::string> lines) { build_lines_ = std::move(lines); }

  /// What runs have logged.
  [[nodiscard]] const std::vector<std::string>& logged() const { return logged_; }

  /// The one that there is: a process has one at a time.
  [[nodiscard]] static World* here() { return current; }

  // The imports of wasm/host/boundary.hpp end here (boundary.cpp).
  void log(std::string line) { logged_.push_back(std::move(line)); }
  void start_effect(std::uint32_t run, std::uint32_t effect, std::string_view frame);
  [[nodiscard]] double now() const { return static_cast<double>(now_); }
  void fill_random(std::uint8_t* out, std::size_t bytes);
  [[nodiscard]] std::optional<std::string> config(std::string_view name) const;

 private:
  struct Message {
    std::string id;
    std::string body;
    std::int64_t attempts = 1;
    std::int64_t due = 0;
  };
  struct Channel {
    std::vector<Seen> events;
    std::set<std::string> keys;
    std::map<std::string, std::int64_t> ranks;
  };
  struct Answer {
    std::uint32_t run;
    std::uint32_t effect;
    bool failed;
    std::string frame;
  };
  struct Run;

  static World* current;
  std::vector<Seen> live_;
  bool chance(int per_mille);
  std::size_t pick(std::size_t count);
  bool step(bool faulty);
  /// Lets time pass until the next message is due; false: there is none.
  bool wait_for_message();
  void deliver_one();
  void answer_one(bool faulty);
  void restart();
  void reconcile();
  bool running();
  void begin(std::unique_ptr<Run> run);
  void finish_if_done(std::uint32_t id);
  /// What ai-app-worker posts to build-service is a run of its own, which may die like others.
  void begin_fetch(std::uint32_t run, std::uint32_t effect, wire::ServiceFetchRequest request,
                   std::string body);
  Result<std::string> perform(std::string_view kind, const std::string& header,
                              std::string_view body);
  std::string sealed(std::size_t secret) const;
  Result<std::string> reseal(const std::string& header) const;
  std::string d1_batch(const std::string& header);
  std::string blob_get(const std::string& header);
  std::string blob_put(const std::string& header, std::string_view body);
  std::string queue_send(const std::string& header, std::string_view body);
  std::string publish(const std::string& header, std::string_view body);
  std::string runner_open(const std::string& header, std::string_view tar);
  std::string stream_read(const std::string& header);

  std::mt19937_64 random_;
  Faults faults_;
  std::int64_t now_ = 1'800'000'000'000;
  int boots_ = 1;
  sqlite3* db_ = nullptr;
  std::map<std::string, std::string> blobs_;
  std::map<std::string, std::vector<Message>> queues_;
  std::map<std::string, Channel> channels_;
  std::map<std::uint32_t, std::unique_ptr<Run>> runs_;
  std::vector<Answer> answers_;
  std::map<std::string, std::vector<std::string>> plans_;
  std::map<std::int64_t, std::deque<std::string>> runner_streams_;
  std::string build_error_;
  std::string completed_lock_;
  Judge judge_;
  std::vector<wire::Job> jobs_;
  std::string refused_;
  std::vector<std::string> build_lines_{"built"};
  host::BlobCache cache_{1 << 22};
  models::BuiltinModel builtin_;
  ports::Model* model_ = &builtin_;
  models::ProviderDoor* providers_ = nullptr;
  models::Routing routing_;
  Embedding embedding_;
  std::int64_t slept_ = 0;
  std::vector<std::string> secrets_;
  std::vector<std::string> vault_keys_{"k1"};
  std::vector<std::string> logged_;
  std::uint32_t next_run_ = 1;
  std::uint64_t next_message_ = 1;
  bool faults_apply_ = false;
};

}  // namespace sitewright::simulation
