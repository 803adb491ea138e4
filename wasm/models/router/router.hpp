// ports::Model over providers of language models and the built-in model: picks who answers, keeps
// to budgets and deadlines, tries again, falls over, and writes down what each call cost.
// Rules:  a call is reserved at its most before it is made and settled at its cost after it, broken
//         ones too; over a budget nothing is asked (conflict). Text that a broken answer delivered
//         is taken back (TextSink::begin_again) before another answer begins. The built-in model is
//         last, and only if the project takes it. Nobody with a key: it answers at once, without
//         a look at the books. Whom the prompt is surely too long for is passed over.
// Time:   all attempts for one answer share the deadline of its role.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/agents/assemble.hpp"
#include "models/agents/prompts.hpp"
#include "models/chat.hpp"
#include "models/router/choose.hpp"
#include "ports/assets.hpp"
#include "ports/effects.hpp"
#include "ports/ledger.hpp"

namespace sitewright::models {

/// Opens the way to each provider.
struct ProviderDoor {
  virtual Task<ChatOutcome> chat(Candidate candidate, ports::Credential credential,
                                 ChatRequest request, ports::TextSink* sink) = 0;

 protected:
  ~ProviderDoor() = default;
};

struct KnownProvider {
  std::string name = {};
  std::string title = {};   ///< for people
  std::string secret = {};  ///< name of the deployment's key; empty: it has none
  bool takes_key = true;    ///< false: a binding of the Workers is the credential
};

/// What the deployment says about models.
struct Routing {
  Choice choice = {};
  Routes routes = default_routes();
  std::vector<Offer> offers = {};
  std::vector<std::string> open = {};         ///< providers that the deployment has a key for
  std::vector<KnownProvider> providers = {};  ///< with an address in this deployment
  std::string price_version = {};
  std::string fault = {};  ///< what is wrong with the settings; nobody is asked then
};

struct RouterPorts {
  ProviderDoor& providers;
  ports::Ledger& ledger;
  ports::Model& builtin;
  ports::Assets& assets;
  PromptMemory& prompts;
  ports::Clock& clock;
  ports::Timer& timer;
  ports::IdSource& ids;
  ports::Log& log;
};

class RoutedModel final : public ports::Model {
 public:
  /// `routing` lives as long as the model.
  RoutedModel(RouterPorts ports, const Routing& routing) : ports_(ports), routing_(routing) {}

  Task<ports::ModelReply> ask(ports::ModelRequest request, ports::TextSink* sink) override;
  ports::Window window(const ports::Attribution& whose, ports::TaskClass task) override;
  /// Who plans, if the deployment alone is asked.
  std::string name() override;

 private:
  [[nodiscard]] bool asks_nobody(const ports::Attribution& whose) const;

  RouterPorts ports_;
  const Routing& routing_;
};

/// With the deployment's keys and the user's own.
[[nodiscard]] std::vector<std::string> open_providers(const Routing& routing,
                                                      const ports::Standing& standing);

/// Who a user's sealed key is sealed for.
[[nodiscard]] std::string key_owner(std::string_view user_id, std::string_view provider);

/// "The budget of this generation is used up: …", for the person who can raise it. What to do then
/// depends on what was asked for: the caller adds it.
[[nodiscard]] std::string in_words(const ports::BudgetMet& met, std::int64_t wanted_micros);

}  // namespace sitewright::models
