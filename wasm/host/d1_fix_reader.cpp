#include "host/d1_fix_reader.hpp"

#include "host/d1_rows.hpp"

namespace sitewright::host {

Task<std::vector<ports::FixRecord>> D1FixReader::fixes(std::string category, std::string code) {
  const auto rows =
      co_await or_return(d1_.query({joined({"SELECT ", kFixColumns,
                                            " FROM fixes WHERE category = ?1 AND code = ?2"
                                            " AND (tries < 3 OR successes * 2 >= tries)"
                                            " ORDER BY used_at DESC LIMIT 200"}),
                                    {scalar(category), scalar(code)}}));
  std::vector<ports::FixRecord> fixes;
  fixes.reserve(rows.size());
  for (const auto& row : rows) fixes.push_back(fix_from(row));
  co_return fixes;
}

}  // namespace sitewright::host
