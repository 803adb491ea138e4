#include "models/catalogue/compatible.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/catalogue/setting_text.hpp"

namespace sitewright::models {

namespace {

using Models = std::vector<wire::CatalogueModel>;

constexpr std::int64_t kLeastContext = 1'024;  // limits of schemas/model/compatible_models.json
constexpr std::int64_t kMostContext = 100'000'000;
constexpr std::size_t kMostModels = 64;
constexpr std::size_t kLongestName = 120;

Failure fault(std::string_view setting, std::string_view place, std::string_view what) {
  std::string detail(setting);
  detail += ": ";
  detail += place.substr(0, 200);
  if (!place.empty()) detail += ": ";
  detail += what;
  return fail(Code::invalid_input, std::move(detail));
}

/// Where nothing is said of the answer's length, half of the window is left for the prompt.
void take_context(wire::CatalogueModel& model, std::int64_t tokens) {
  model.context_tokens = tokens;
  model.max_output_tokens = std::min(model.max_output_tokens, tokens / 2);
}

/// What follows the last "@", if that is a number; names may hold an "@" themselves.
std::optional<std::string_view> tokens_of(std::string_view entry) {
  const auto at = entry.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == entry.size()) return std::nullopt;
  const auto tokens = entry.substr(at + 1);
  if (tokens.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return tokens;
}

Result<Models> short_form(std::string_view setting, std::string_view text,
                          const wire::CatalogueModel& any) {
  Models models;
  for (std::size_t at = 0; at < text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    const auto entry = without_blanks(text.substr(at, comma - at));
    at = comma + 1;
    if (entry.empty()) continue;
    auto model = any;
    model.name = entry;
    if (const auto tokens = tokens_of(entry)) {
      std::int64_t context = 0;
      const auto read = std::from_chars(tokens->data(), tokens->data() + tokens->size(), context);
      if (read.ec != std::errc() || context < kLeastContext || context > kMostContext) {
        return fault(setting, entry, "a model takes from 1024 to 100000000 tokens");
      }
      model.name = entry.substr(0, entry.size() - tokens->size() - 1);
      take_context(model, context);
    }
    if (model.name.size() > kLongestName) {
      return fault(setting, model.name, "a name has 120 bytes at most");
    }
    models.push_back(std::move(model));
  }
  if (models.size() > kMostModels) return fault(setting, {}, "64 models at most");
  return models;
}

wire::CataloguePrices prices_of(const wire::CompatiblePrices& said) {
  return {.input = said.input,
          .cached = said.cached.value_or(said.input),
          .cache_write = said.cache_write.value_or(said.input),
          .output = said.output};
}

wire::CatalogueModel model_of(wire::CompatibleModel said, const wire::CatalogueModel& any) {
  auto model = any;
  model.name = std::move(said.name);
  if (said.context_tokens) take_context(model, *said.context_tokens);
  if (said.max_output_tokens) model.max_output_tokens = *said.max_output_tokens;
  if (said.max_tokens_field) model.max_tokens_field = *said.max_tokens_field;
  if (said.grade) model.grade = *said.grade;
  if (said.prices) model.prices = prices_of(*said.prices);
  if (said.takes) model.takes = std::move(*said.takes);
  return model;
}

/// What a schema cannot say.
Result<Models> sound(std::string_view setting, Models models) {
  for (std::size_t i = 0; i < models.size(); ++i) {
    const auto place = "/models/" + std::to_string(i);
    if (models[i].max_output_tokens >= models[i].context_tokens) {
      return fault(setting, place + "/maxOutputTokens",
                   "less than contextTokens, which is " + std::to_string(models[i].context_tokens));
    }
    const auto same =
        std::ranges::find(models.begin(), models.begin() + static_cast<std::ptrdiff_t>(i),
                          models[i].name, &wire::CatalogueModel::name);
    if (same != models.begin() + static_cast<std::ptrdiff_t>(i)) {
      return fault(setting, place + "/name", "named twice");
    }
  }
  return models;
}

Result<Done> long_form(std::string_view setting, std::string_view text,
                       const wire::CatalogueModel& any, wire::CatalogueProvider& row) {
  auto said = wire::decode<wire::CompatibleModels>(text);
  if (!said) return fault(setting, said.error().path, said.error().detail);
  Models models;
  for (auto& model : said->models) models.push_back(model_of(std::move(model), any));
  auto checked = sound(setting, std::move(models));
  if (!checked) return Failure(std::move(checked.error()));
  row.models = std::move(*checked);
  if (!said->embeddings || !row.embeddings || row.embeddings->empty()) return Done{};
  // Those that are named go before the row for any name, which only a setting can ask for.
  const auto unnamed = row.embeddings->front();
  std::vector<wire::CatalogueEmbedding> embeddings;
  for (auto& one : *said->embeddings) {
    auto embedding = unnamed;
    embedding.name = std::move(one.name);
    embedding.price = one.price.value_or(unnamed.price);
    embeddings.push_back(std::move(embedding));
  }
  embeddings.push_back(unnamed);
  row.embeddings = std::move(embeddings);
  return Done{};
}

}  // namespace

Result<wire::CatalogueProvider> as_deployed(const wire::CatalogueProvider& row,
                                            ports::Config& config) {
  auto deployed = row;
  if (row.headers_secret && !config.get(*row.headers_secret)) deployed.headers_secret.reset();
  const auto any = std::ranges::find(row.models, kAnyModel, &wire::CatalogueModel::name);
  if (!row.models_setting || any == row.models.end()) return deployed;
  const auto set = config.get(*row.models_setting).value_or("");
  const auto text = without_blanks(set);
  deployed.models.clear();
  if (text.starts_with('{') || text.starts_with('[')) {
    auto read = long_form(*row.models_setting, text, *any, deployed);
    if (!read) return Failure(std::move(read.error()));
    return deployed;
  }
  auto models = short_form(*row.models_setting, text, *any);
  if (!models) return Failure(std::move(models.error()));
  deployed.models = std::move(*models);
  return deployed;
}

}  // namespace sitewright::models
