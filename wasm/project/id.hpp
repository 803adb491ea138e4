// Ids: <kind>_<shard><time><random>, lower-case Crockford base 32, 30 characters in all.
//   kind    3 letters, for people: prj, gen, pln, stp, msg, thr, bld, dep, usr
//   shard   2 characters: which D1 database holds the row; "00" until there is more than one
//   time    10 characters: Unix milliseconds, so ordering by id is ordering by creation
//   random  14 characters (70 bits)
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sitewright::project {

/// The owner of everything until there are accounts (schemas/d1/0001_create_tables.sql).
inline constexpr std::string_view kLocalUser = "usr_00000000000000000000000000";

inline constexpr std::size_t kIdRandomBytes = 14;

[[nodiscard]] std::string make_id(std::string_view kind, std::uint64_t now_ms,
                                  std::span<const std::uint8_t, kIdRandomBytes> random);

/// Whether `text` has the form of an id of this kind. Anything else names nothing.
[[nodiscard]] bool is_id(std::string_view kind, std::string_view text);

}  // namespace sitewright::project
