// What a coder takes from templates/ by naming it, instead of writing it out:
//   a file whose only line is "catalogue: styles/swiss.css" becomes that file;
//   a section of the catalogue that a page or section imports is put in place.
// Files that are there already stay as they are.
// Errors: invalid_input for a name that the catalogue does not have; it goes back to the coder.
#pragma once

#include "project/text_tree.hpp"
#include "result/result.hpp"

namespace sitewright::usecases {

/// The texts of templates/ must be loaded (usecases::load_templates).
[[nodiscard]] Result<project::TextTree> with_catalogue_files(project::TextTree tree);

}  // namespace sitewright::usecases
