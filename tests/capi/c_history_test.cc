// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Histories through the C API: the bytes that the C++ verbs give, in any parts,
// and records that mean no good.
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/make_lead_history.h"
#include "lotse/engine/presets.h"
#include "lotse/proto/bytes.h"
#include "tests/capi/c_fixture.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

class CHistory : public CFixture {
 protected:
  CHistory() : CFixture(Spec()) {
    LOTSE_INIT(&options_);
    options_.now_micros = now_.micros();
    facts_.lead.id = "L-1";
    facts_.lead.channel = "reply_card";
    facts_.persons.resize(1);
    LeadEvent capture;
    capture.id = "E-1";
    capture.event = "capture";
    capture.occurred_at = now_ - Duration::Days(9);
    LeadEvent assigned = capture;
    assigned.id = "E-2";
    assigned.event = "assigned";
    assigned.owner = "u-1";
    assigned.occurred_at = now_ - Duration::Days(8);
    events_ = {capture, assigned};
    decision_ = *engine_.Replay(facts_, events_, now_);
    EngineScratch scratch;
    history_ = *MakeLeadHistory(engine_, facts_, decision_, now_, &scratch);
  }
  static EngineSpec Spec() {
    EngineSpec spec = *Preset("b2b_lifecycle");
    spec.tenant = "acme";
    return spec;
  }

  std::string Make(const Decision& decision) {
    const std::string facts = proto::ToBytes(facts_);
    const std::string bytes = proto::ToBytes(decision);
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_history_make(c_engine_, nullptr, StrOf(facts), StrOf(bytes),
                                &options_, out, err);
    });
  }
  std::string Owner(const Decision& decision) {
    const std::string facts = proto::ToBytes(facts_);
    const std::string bytes = proto::ToBytes(decision);
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_history_owner_case(c_engine_, StrOf(facts), StrOf(bytes),
                                      &options_, out, err);
    });
  }
  std::string Count(std::vector<std::string> counts,
                    std::vector<std::string> histories,
                    const std::string& lifecycle = "") {
    const Records known(std::move(counts)), read(std::move(histories));
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_history_count(c_engine_, known.data(), known.size(),
                                 read.data(), read.size(), StrOf(lifecycle),
                                 LOTSE_FORMAT_PROTOBUF, LOTSE_FORMAT_PROTOBUF,
                                 out, err);
    });
  }
  std::string Report(std::vector<std::string> counts,
                     std::vector<std::string> cases) {
    const Records known(std::move(counts)), owners(std::move(cases));
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_history_report(c_engine_, known.data(), known.size(),
                                  owners.data(), owners.size(), &options_, out,
                                  err);
    });
  }

  lotse_decide_options options_;
  const Instant now_ = *Instant::Parse("2026-11-23T09:00:00Z");
  Facts facts_;
  std::vector<LeadEvent> events_;
  Decision decision_;
  LeadHistory history_;
};

TEST_F(CHistory, IsAFeature) {
  EXPECT_EQ(lotse_has_feature({"history/1", 9}), 1);
}

TEST_F(CHistory, MakesWhatTheCppVerbsMake) {
  EXPECT_EQ(Make(decision_), proto::ToBytes(history_));
  EXPECT_EQ(Make(*engine_.Replay(facts_, {}, now_)), "");
  EXPECT_EQ(status_, LOTSE_OK);
  EXPECT_EQ(Owner(decision_),
            proto::ToBytes(*MakeOwnerTimeCase(facts_, decision_)));
  EXPECT_EQ(Owner(Decision()), "");
  EXPECT_EQ(status_, LOTSE_OK);
}

TEST_F(CHistory, CountsInAnyParts) {
  const std::string one = proto::ToBytes(history_);
  const std::string whole = Count({}, {one, one, one});
  ASSERT_EQ(status_, LOTSE_OK) << error_;
  const std::string part = Count({}, {one});
  EXPECT_EQ(Count({part}, {one, one}), whole);
  EXPECT_EQ(Count({part, Count({}, {one, one})}, {}), whole);
  EXPECT_EQ(Count({Count({}, {})}, {one, one, one}, "standard"), whole);
  LifecycleCounter counter("acme", Spec().lifecycles[0]);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(counter.Add(history_).ok());
  EXPECT_EQ(whole, proto::ToBytes(counter.counts()));

  HistoryReport expected = *MakeHistoryReport(engine_, {&counter, 1}, {}, now_);
  EXPECT_EQ(Report({whole}, {}), proto::ToBytes(expected));
  EXPECT_EQ(Report({part, part, part}, {}), proto::ToBytes(expected));
  const OwnerTimeCase owner = *MakeOwnerTimeCase(facts_, decision_);
  expected = *MakeHistoryReport(engine_, {&counter, 1}, {&owner, 1}, now_);
  EXPECT_EQ(Report({whole}, {Owner(decision_)}), proto::ToBytes(expected));
  EXPECT_EQ(Report({}, {}), proto::ToBytes(HistoryReport()));
  EXPECT_EQ(status_, LOTSE_OK);
}

TEST_F(CHistory, RefusesWhatMeansNoGood) {
  const std::string good = proto::ToBytes(history_);
  const std::string counts = Count({}, {good});
  LeadHistory history = history_;
  history.tenant = "other";
  Count({}, {good, proto::ToBytes(history)});
  EXPECT_EQ(status_, LOTSE_FAILED_PRECONDITION);
  EXPECT_THAT(error_, HasSubstr("histories[1].tenant"));
  history = history_;
  history.transitions[0].to = "nowhere";
  Count({}, {proto::ToBytes(history)});
  EXPECT_EQ(status_, LOTSE_FAILED_PRECONDITION);
  EXPECT_THAT(error_, HasSubstr("histories[0].transitions[0].to"));
  history = history_;
  history.transitions[1].at = history.transitions[0].at - Duration::Days(1);
  Count({}, {proto::ToBytes(history)});
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  Count({}, {"\xff"});
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_THAT(error_, HasSubstr("histories[0]"));
  Count({"\xff"}, {});
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  Count({}, {}, "nowhere");
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_THAT(error_, HasSubstr("lifecycle"));
  LifecycleCounts other = *proto::FromBytes<LifecycleCounts>(counts);
  other.lifecycle = "other";
  Report({counts, proto::ToBytes(other)}, {});
  EXPECT_EQ(status_, LOTSE_FAILED_PRECONDITION);
  EXPECT_THAT(error_, HasSubstr("counts[1].lifecycle"));
  other = *proto::FromBytes<LifecycleCounts>(counts);
  other.leads = -1;
  Report({proto::ToBytes(other)}, {});
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  Report({counts}, {proto::ToBytes(OwnerTimeCase())});
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_THAT(error_, HasSubstr("cases[0].owner"));
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_history_count(c_engine_, nullptr, 0, nullptr, 2, {}, 0, 0, out,
                               err);
  });
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  lotse_engine* bare = nullptr;
  ASSERT_EQ(lotse_engine_build(StrOf(proto::ToBytes(*Preset("b2b"))), nullptr,
                               &bare, nullptr),
            LOTSE_OK);
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_history_count(bare, nullptr, 0, nullptr, 0, {}, 0, 0, out,
                               err);
  });
  EXPECT_EQ(status_, LOTSE_FAILED_PRECONDITION);
  lotse_engine_free(bare);
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_history_report(nullptr, nullptr, 0, nullptr, 0, &options_, out,
                                err);
  });
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
}

}  // namespace
}  // namespace lotse
