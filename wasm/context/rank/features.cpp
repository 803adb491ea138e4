#include "context/rank/features.hpp"

#include <algorithm>
#include <string>

#include "context/rank/feedback.hpp"
#include "context/rank/fixed_math.hpp"
#include "context/rank/lexical.hpp"
#include "context/rank/neighbours.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {
namespace {

// A first opinion from words alone; feedback and neighbours start from it.
constexpr double opinion_text = 1.0;
constexpr double opinion_symbol = 0.3;
constexpr double opinion_path = 0.8;
constexpr double opinion_pair = 0.4;
constexpr double opinion_mention = 2.0;

std::vector<double> first_opinion(const Features& features) {
  std::vector<double> opinion(features.files());
  double most = 0;
  for (FileIndex file = 0; file < opinion.size(); ++file) {
    opinion[file] = opinion_text * features.at(file, Signal::text) +
                    opinion_symbol * features.at(file, Signal::symbol) +
                    opinion_path * features.at(file, Signal::path) +
                    opinion_pair * features.at(file, Signal::pair_text) +
                    opinion_mention * features.at(file, Signal::mention);
    most = std::max(most, opinion[file]);
  }
  if (most > 0) {
    for (double& value : opinion) value /= most;
  }
  return opinion;
}

// All that is known of a file by itself, the best file 1. Neighbours hear this one.
std::vector<double> second_opinion(const Features& features) {
  constexpr double softness = 2.5;
  std::vector<double> opinion(features.files());
  double most = -1e9;
  for (FileIndex file = 0; file < opinion.size(); ++file) {
    const auto row = features.row(file);
    for (std::size_t at = 0; at < signal_count; ++at) {
      opinion[file] += row[at] * signal_rows[at].weight;
    }
    most = std::max(most, opinion[file]);
  }
  for (double& value : opinion) value = exp_of((value - most) / softness);
  return opinion;
}

bool is_view(std::string_view extension) {
  return extension == ".tsx" || extension == ".jsx";
}

bool is_script_name(std::string_view extension) {
  return is_view(extension) || extension == ".ts" || extension == ".js" || extension == ".mjs" ||
         extension == ".cjs";
}

void add_roles(const Corpus& corpus, const Query& query, Features& features) {
  for (FileIndex at = 0; at < corpus.files().size(); ++at) {
    const auto& file = corpus.files()[at];
    const auto set = [&](Signal signal, bool holds = true) {
      if (holds) features.at(at, signal) = 1;
    };
    switch (file.role) {
      case Role::source:
        break;
      case Role::entry:
        set(Signal::role_entry);
        break;
      case Role::route:
        set(Signal::role_route);
        break;
      case Role::style:
        set(Signal::role_style);
        set(Signal::asked_style, query.about_styles);
        break;
      case Role::types:
        set(Signal::role_types);
        break;
      case Role::config:
        set(Signal::role_config);
        set(Signal::asked_setup, query.about_setup);
        break;
      case Role::test:
        set(Signal::role_test);
        set(Signal::asked_test, query.about_tests);
        break;
      case Role::story:
        set(Signal::role_story);
        break;
      case Role::script:
        set(Signal::role_script);
        break;
      case Role::migration:
        set(Signal::role_migration);
        break;
      case Role::locale:
        set(Signal::role_locale);
        set(Signal::asked_texts, query.about_texts);
        break;
      case Role::data:
        set(Signal::role_data);
        break;
      case Role::docs:
        set(Signal::role_docs);
        set(Signal::asked_docs, query.about_docs);
        break;
      case Role::generated:
      case Role::vendored:
      case Role::lock:
        set(Signal::role_generated);
        break;
    }
    const auto extension = extension_of(file.path);
    set(Signal::script_file, is_script_name(extension));
    set(Signal::view_file, is_view(extension));
  }
}

void add_sizes(const Corpus& corpus, Features& features) {
  for (FileIndex at = 0; at < corpus.files().size(); ++at) {
    const auto& file = corpus.files()[at];
    features.at(at, Signal::length) = log2_of(1.0 + file.record->lines) / 10.0;
    features.at(at, Signal::in_degree) =
        log2_of(1.0 + static_cast<double>(file.importers.size())) / 8.0;
    features.at(at, Signal::out_degree) =
        log2_of(1.0 + static_cast<double>(file.imports.size())) / 6.0;
  }
}

}  // namespace

Features features_of(const Corpus& corpus, const Query& query) {
  Features features(corpus.files().size());
  add_lexical(corpus, query, features);
  const auto words_only = first_opinion(features);
  add_feedback(corpus, query, words_only, features);
  add_roles(corpus, query, features);
  add_sizes(corpus, features);
  add_neighbours(corpus, second_opinion(features), features);
  return features;
}

}  // namespace sitewright::context
