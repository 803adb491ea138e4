#include "abi/context_session.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "sorting/sort.hpp"
#include "usecases/context_report.hpp"
#include "wire/writer.hpp"

namespace sitewright::abi {

namespace {

class Meter final : public context::TokenMeter {
 public:
  explicit Meter(context::Counter& counter) : counter_(counter) {}
  std::size_t count(std::string_view text) override { return counter_.count(text); }
  [[nodiscard]] bool adds_up() const override { return true; }

 private:
  context::Counter& counter_;
};

std::unexpected<Error> no_tokens() {
  return fail(Code::invalid_input, "No token table is loaded.");
}

}  // namespace

ContextSession::ContextSession(std::function<double()> now) : now_(std::move(now)) {}

Result<void> ContextSession::load_tokens(std::string packed) {
  auto table = context::TokenTable::load(std::move(packed));
  if (!table) return std::unexpected(table.error());
  table_ = std::make_unique<context::TokenTable>(std::move(*table));
  counter_.emplace(*table_);
  return {};
}

Result<std::size_t> ContextSession::count_tokens(std::string_view text) {
  if (!counter_) return no_tokens();
  return counter_->count(text);
}

Result<std::string> ContextSession::estimate_tokens(std::string_view family, std::size_t counted) {
  const auto known = usecases::family_of(wire::from_string<wire::TokenFamily>(family));
  if (!known) return fail(Code::invalid_input, "There is no estimate for these models.");
  return wire::encode(usecases::token_estimate(*known, counted));
}

Result<void> ContextSession::add_file(std::string_view path, std::string_view text) {
  return index_.add(path, text);
}

void ContextSession::add_to_graph(std::string_view path, std::string_view text) {
  graph_.add(path, text);
}

void ContextSession::add_unread(std::string_view path, std::string_view reason) {
  const auto place = std::ranges::upper_bound(unread_, path, {}, &context::OmittedFile::path);
  unread_.insert(place, {std::string(path), std::string(reason)});
  graph_.add_unread(path);
}

void ContextSession::keep_text(std::string_view path, std::string_view text) {
  kept_.insert_or_assign(std::string(path), std::string(text));
}

Result<std::string> ContextSession::pack_reference() {
  if (!counter_) return no_tokens();
  std::vector<context::ReferenceText> texts;
  for (const auto& [name, text] : kept_) texts.push_back({name, text});
  return context::pack_reference(texts,
                                 [this](std::string_view text) { return counter_->count(text); });
}

Result<void> ContextSession::load_reference(std::string packed) {
  if (!counter_) return no_tokens();
  auto reference = context::Reference::load(std::move(packed));
  if (!reference) return std::unexpected(reference.error());
  // Packed with one token table, read with any.
  reference->recount([this](std::string_view text) { return counter_->count(text); });
  reference_ = std::move(*reference);
  return {};
}

Result<std::string> ContextSession::wanted(std::string_view request) const {
  const auto message = wire::decode<wire::AssembleRequest>(request);
  if (!message) return std::unexpected(message.error());
  wire::Writer out;
  out.open('[');
  for (const auto& path : index_.wanted(usecases::assemble_request(*message))) {
    out.item();
    out.text(path);
  }
  out.close(']');
  return out.take();
}

Result<std::string> ContextSession::assemble(std::string_view request) {
  const auto message = wire::decode<wire::AssembleRequest>(request);
  if (!message) return std::unexpected(message.error());
  if (!counter_) return no_tokens();
  const double start = now_();
  std::vector<context::SourceFile> texts;
  for (const auto& [path, text] : kept_) texts.push_back({path, text});
  Meter meter(*counter_);
  auto wanted = usecases::assemble_request(*message);
  std::vector<context::FoundPassage> found;
  if (reference_) {
    const auto reserved = wanted.system_reserve + wanted.output_reserve;
    const auto room = wanted.budget > reserved ? wanted.budget - reserved : 0;
    const auto share = context::fitting(wanted.family, context::passage_budget(room));
    found = context::chosen_passages(*reference_, wanted.task, {}, share);
    wanted.system_reserve += usecases::tokens_of(*reference_, found, wanted.family);
  }
  auto context = index_.assemble(wanted, texts, meter, known_);
  if (!context) return std::unexpected(context.error());
  context->omitted.insert(context->omitted.end(), unread_.begin(), unread_.end());
  sort_stably(context->omitted, {}, &context::OmittedFile::path);
  text_ = context->text();
  auto report = usecases::context_report(*context, now_() - start);
  if (reference_) {
    usecases::add_passages(report, *reference_, found, wanted.family);
    for (const auto& one : found) {
      const auto& passage = reference_->passages()[one.passage];
      text_ += context::in_prompt(passage.heading, passage.text);
    }
  }
  const auto counted = counter_->count(text_);  // parts put together may take fewer than each alone
  report.total_tokens = static_cast<std::int64_t>(context::at_most(wanted.family, counted));
  if (wanted.family) report.estimate = usecases::token_estimate(*wanted.family, counted);
  return wire::encode(report);
}

std::string ContextSession::graph() const {
  auto report = usecases::graph_report(graph_.link());
  for (const auto& file : unread_) report.omitted.push_back({file.path, file.reason});
  return wire::encode(report);
}

}  // namespace sitewright::abi
