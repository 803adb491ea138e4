// ports::UsageReader over D1.
#pragma once

#include "host/d1.hpp"
#include "ports/ledger.hpp"

namespace sitewright::host {

class D1UsageReader final : public ports::UsageReader {
 public:
  explicit D1UsageReader(Effects& effects) : d1_(effects) {}

  Task<std::vector<ports::CallSum>> sums(std::string user_id, ports::Millis from,
                                         ports::Millis until) override;
  Task<std::vector<ports::CallSum>> generation_sums(std::string project_id,
                                                    std::int64_t limit) override;
  Task<ports::CallSum> project_sum(std::string project_id) override;
  Task<ports::CallSum> generation_sum(std::string generation_id) override;
  Task<std::vector<ports::StepSum>> step_sums(std::string generation_id) override;
  Task<ports::Page<ports::CallRecord>> calls(std::string generation_id,
                                             ports::PageQuery page) override;
  Task<ports::Budget> budget(std::string user_id) override;
  Task<std::vector<ports::BudgetRaise>> raises(std::string user_id, ports::Millis from,
                                               ports::Millis until, std::int64_t limit) override;
  Task<std::vector<ports::CallSum>> totals() override;

 private:
  Task<ports::CallSum> sum_where(std::string_view column, std::string id);

  D1 d1_;
};

}  // namespace sitewright::host
