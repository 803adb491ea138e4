// Edits of a page, its content file and the site's settings as text, touching as few lines as
// possible: what somebody else wrote there stays.
// Each function reports whether it found what it was to edit.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "builtin/catalogue.hpp"
#include "builtin/site/section.hpp"
#include "builtin/write/changes.hpp"

namespace sitewright::builtin {

/// One `<Menu {...menu} />` of a page.
struct Placed {
  std::string component;
  std::string constant;
};

/// Sections of src/pages/<page>.tsx in order.
std::vector<Placed> placed_sections(const Files& files, std::string_view page);

/// Names of the pages in src/pages/ but the 404 page: "home", "about".
std::vector<std::string> page_names(const Files& files);

/// Where in the order a section is to stand: in front of this position; size means at the end.
bool insert_section(Files& files, std::string_view page, Section section, std::size_t position,
                    const Catalogue& catalogue);

bool remove_section(Files& files, std::string_view page, const Placed& placed);

bool move_section(Files& files, std::string_view page, const Placed& placed, std::size_t position);

/// The source of one `export const`, or nothing.
std::optional<std::string_view> constant_text(const Files& files, std::string_view page,
                                              std::string_view constant);

/// First `key: "…"` inside the constant (or, with an empty constant, in the whole file).
bool set_member(Files& files, const std::string& path, std::string_view constant,
                std::string_view key, std::string_view value);

std::string member_of(const Files& files, const std::string& path, std::string_view constant,
                      std::string_view key);

/// Adds a link to the navigation (while it is short) and to the footer.
bool add_link(Files& files, const std::string& label, const std::string& href);

/// Takes out every link to an anchor or page, in all content.
void remove_links(Files& files, const std::string& href);

}  // namespace sitewright::builtin
