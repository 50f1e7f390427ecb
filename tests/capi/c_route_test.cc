// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Routing and work lists through the C API: the bytes that the C++ verbs give,
// and states, staff and requests that mean no good.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/engine/work_item.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"
#include "lotse/proto/spec_issue_list.h"
#include "lotse/routing/router.h"
#include "lotse/routing/work_list.h"
#include "tests/capi/c_fixture.h"

namespace lotse {
namespace {

class CRoute : public CFixture {
 protected:
  CRoute() : CFixture(Spec()) {
    LOTSE_INIT(&options_);
    options_.now_micros = now_.micros();
    facts_.lead.id = "L-1";
    facts_.lead.channel = "reply_card";
    facts_.lead.created_at = now_;
    facts_.persons.resize(1);
    LeadEvent event;
    event.id = "E-1";
    event.event = "capture";
    event.occurred_at = now_;
    decision_ = *engine_.Decide(facts_, LeadState(), event, now_);
    StaffMember anna;
    anna.id = "anna";
    anna.pools = {"marketing"};
    anna.max_open = 1;
    staff_.people = {anna};
  }
  static EngineSpec Spec() {
    EngineSpec spec = *Preset("b2b_lifecycle");
    spec.tenant = "acme";
    return spec;
  }
  std::string Assign(const std::vector<ResolvedRequest>& requests,
                     const std::string& state) {
    const Records records = Records::Of(requests);
    const std::string staff = proto::ToBytes(staff_);
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_route_assign(c_engine_, records.data(), records.size(),
                                StrOf(staff), StrOf(state), &options_, out,
                                err);
    });
  }
  std::string Release(const std::vector<RoutingRelease>& releases,
                      const std::string& state) {
    const Records records = Records::Of(releases);
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_route_release(c_engine_, records.data(), records.size(),
                                 StrOf(state), LOTSE_FORMAT_PROTOBUF,
                                 LOTSE_FORMAT_PROTOBUF, out, err);
    });
  }
  std::string Migrate(const lotse_engine* engine, const std::string& state) {
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_route_migrate(engine, StrOf(state), LOTSE_FORMAT_PROTOBUF,
                                 LOTSE_FORMAT_PROTOBUF, out, err);
    });
  }
  std::string Start(const std::vector<OpenAssignment>& open) {
    const Records records = Records::Of(open);
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_route_start(c_engine_, records.data(), records.size(),
                               LOTSE_FORMAT_PROTOBUF, LOTSE_FORMAT_PROTOBUF,
                               out, err);
    });
  }

  // Another lead's request, a minute later.
  ResolvedRequest SecondRequest() const {
    ResolvedRequest second = decision_.requests[0];
    second.request.lead_id = "L-2";
    second.request.requested_at = now_ + Duration::Minutes(1);
    return second;
  }
  // A state with an assignment and a lead that waits.
  RoutingState Busy() const {
    return engine_.router()
        ->Assign({decision_.requests[0], SecondRequest()}, staff_, {}, now_)
        ->state;
  }
  void ExpectError(lotse_status status, const char* begin) {
    EXPECT_EQ(status_, status) << error_;
    EXPECT_EQ(error_.rfind(begin, 0), 0u) << error_;
  }

  // A Monday in working hours.
  const Instant now_ = *Instant::Parse("2026-11-23T09:00:00Z");
  lotse_decide_options options_;
  Facts facts_;
  Decision decision_;
  Staff staff_;
};

TEST_F(CRoute, IsAFeature) { EXPECT_EQ(lotse_has_feature({"route/1", 7}), 1); }

TEST_F(CRoute, ResolvesARequestAsCppDoes) {
  ASSERT_EQ(decision_.requests.size(), 1u);
  const std::string facts = proto::ToBytes(facts_);
  const std::string state = proto::ToBytes(decision_.state);
  const std::string request = proto::ToBytes(decision_.requests[0].request);
  EXPECT_EQ(Run([&](lotse_buf* out, lotse_error** err) {
              return lotse_route_resolve(c_engine_, session_, StrOf(facts),
                                         StrOf(state), StrOf(request),
                                         &options_, out, err);
            }),
            proto::ToBytes(decision_.requests[0]));
}

TEST_F(CRoute, AssignsReleasesAndMigratesAsCppDoes) {
  const Router& router = *engine_.router();
  const std::string first = Start({});
  EXPECT_EQ(first, proto::ToBytes(*router.Start()));
  const std::vector<ResolvedRequest> requests = {decision_.requests[0],
                                                 SecondRequest()};
  const auto assigned = router.Assign(requests, staff_, *router.Start(), now_);
  ASSERT_TRUE(assigned.ok()) << assigned.status();
  EXPECT_EQ(assigned->assignments.size(), 1u);
  EXPECT_EQ(assigned->waiting.size(), 1u);
  EXPECT_EQ(Assign(requests, first), proto::ToBytes(*assigned));
  // An empty state is one that nothing was done with.
  EXPECT_EQ(Assign(requests, ""),
            proto::ToBytes(*router.Assign(requests, staff_, {}, now_)));

  const std::string state = proto::ToBytes(assigned->state);
  const std::vector<RoutingRelease> releases = {{"L-1", "", true}};
  const auto released = router.Release(releases, assigned->state);
  ASSERT_TRUE(released.ok()) << released.status();
  EXPECT_TRUE(released->changed);
  EXPECT_EQ(Release(releases, state), proto::ToBytes(*released));

  EngineSpec changed = Spec();
  changed.routing->remembered = 7;
  lotse_engine* const after = Build(changed);
  const auto migrated =
      CompileEngine(changed)->router()->Migrate(assigned->state);
  ASSERT_TRUE(migrated.ok()) << migrated.status();
  EXPECT_EQ(migrated->to_resolve, std::vector<std::string>{"L-2"});
  EXPECT_EQ(Migrate(after, state), proto::ToBytes(*migrated));
  lotse_engine_free(after);
}

TEST_F(CRoute, StartsWithWhatIsOpen) {
  const OpenAssignment open = Busy().assignments[0];
  EXPECT_EQ(Start({open}), proto::ToBytes(*engine_.router()->Start({open})));
  Start({open, open});
  ExpectError(LOTSE_INVALID_ARGUMENT, "open[1].lead_id: ");
}

TEST_F(CRoute, TakesAndGivesJson) {
  options_.input_format = LOTSE_FORMAT_JSON;
  options_.output_format = LOTSE_FORMAT_JSON;
  const std::string staff =
      R"({"people": [{"id": "anna", "pools": ["marketing"]}]})";
  const std::string request = proto::ToJson(decision_.requests[0]);
  const lotse_str requests[] = {StrOf(request)};
  const std::string out = Run([&](lotse_buf* buf, lotse_error** err) {
    return lotse_route_assign(c_engine_, requests, 1, StrOf(staff),
                              {nullptr, 0}, &options_, buf, err);
  });
  ASSERT_EQ(status_, LOTSE_OK) << error_;
  const auto result = proto::FromJson<AssignResult>(out);
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_EQ(result->assignments.size(), 1u);
  EXPECT_EQ(result->assignments[0].person_id, "anna");
}

TEST_F(CRoute, TellsWhatTheStaffLacks) {
  const auto check = [&](size_t* count) {
    const std::string staff = proto::ToBytes(staff_);
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_route_check_staff(c_engine_, StrOf(staff), &options_, out,
                                     count, err);
    });
  };
  SpecIssues gaps;
  engine_.router()->FindStaffGaps(staff_, now_, FieldPath("routing"), &gaps);
  EXPECT_FALSE(gaps.empty());
  size_t count = 0;
  EXPECT_EQ(check(&count), proto::ToBytes(SpecIssueList{gaps.list()}));
  EXPECT_EQ(count, gaps.count());
  staff_.people[0].team = "nobody";
  staff_.people[0].weight = -1;
  check(&count);
  EXPECT_EQ(count, 0u);
  ExpectError(LOTSE_INVALID_ARGUMENT, "staff.people[0].");
}

TEST_F(CRoute, MakesAWorkListAsCppDoes) {
  const std::string facts = proto::ToBytes(facts_);
  const auto item_of = [&](const std::string& state) {
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_work_item(c_engine_, session_, StrOf(facts), StrOf(state),
                             &options_, out, err);
    });
  };
  EngineScratch scratch;
  const auto score =
      engine_.Score(facts_, now_, Remembering(decision_.state, {}));
  ASSERT_TRUE(score.ok()) << score.status();
  const auto item =
      MakeWorkItem(engine_, facts_, decision_.state, *score, now_, &scratch);
  ASSERT_TRUE(item.ok()) << item.status();
  EXPECT_EQ(item_of(proto::ToBytes(decision_.state)), proto::ToBytes(*item));
  EXPECT_FALSE(item_of("").empty()) << "a lead without a lifecycle";

  const Records items = Records::Of(std::vector<WorkItem>{*item, *item, *item});
  WorkListOptions ask;
  ask.limit = 2;
  const std::string asked = proto::ToBytes(ask);
  EXPECT_EQ(Run([&](lotse_buf* out, lotse_error** err) {
              return lotse_work_list(c_engine_, items.data(), items.size(),
                                     StrOf(asked), &options_, out, err);
            }),
            proto::ToBytes(*BuildWorkList(
                {*item, *item, *item}, *engine_.spec().work_list, ask, now_)));

  LeadEvent merged;
  merged.id = "E-2";
  merged.event = "duplicate_found";
  merged.occurred_at = now_;
  const auto closed = engine_.Decide(facts_, decision_.state, merged, now_);
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_EQ(item_of(proto::ToBytes(closed->state)), "");
  EXPECT_EQ(status_, LOTSE_OK) << error_;
}

TEST_F(CRoute, RefusesStatesOfOthers) {
  const std::string state = proto::ToBytes(Busy());
  EngineSpec changed = Spec();
  changed.tenant = "somebody else";
  lotse_engine* const other = Build(changed);
  Migrate(other, state);
  ExpectError(LOTSE_FAILED_PRECONDITION, "state.tenant: ");
  lotse_engine_free(other);

  RoutingState stale = Busy();
  stale.spec = std::string(32, '0');
  Assign({}, proto::ToBytes(stale));
  ExpectError(LOTSE_FAILED_PRECONDITION, "state.spec: ");
  Release({}, proto::ToBytes(stale));
  ExpectError(LOTSE_FAILED_PRECONDITION, "state.spec: ");
}

TEST_F(CRoute, SaysThatTheSpecHasNoRoutingOrWorkList) {
  lotse_engine* const plain = Build(*Preset("b2b"));
  Migrate(plain, "");
  EXPECT_EQ(status_, LOTSE_FAILED_PRECONDITION);
  EXPECT_NE(error_.find("`routing`"), std::string::npos) << error_;
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_work_list(plain, nullptr, 0, {nullptr, 0}, &options_, out,
                           err);
  });
  EXPECT_EQ(status_, LOTSE_FAILED_PRECONDITION);
  EXPECT_NE(error_.find("`work_list`"), std::string::npos) << error_;
  lotse_engine_free(plain);
}

TEST_F(CRoute, NamesTheRecordThatIsWrong) {
  ResolvedRequest unnamed = decision_.requests[0];
  unnamed.request.lead_id.clear();
  Assign({decision_.requests[0], unnamed}, "");
  ExpectError(LOTSE_INVALID_ARGUMENT, "requests[1].request.lead_id: ");
  Assign({}, "\x0a");
  ExpectError(LOTSE_INVALID_ARGUMENT, "state");
  Release({{"", "", false}}, "");
  ExpectError(LOTSE_INVALID_ARGUMENT, "releases[0].lead_id: ");
  staff_.people[0].id.clear();
  Assign({}, "");
  ExpectError(LOTSE_INVALID_ARGUMENT, "staff.people[0].id: ");
  const lotse_str broken[] = {{"\x0a", 1}};
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_work_list(c_engine_, broken, 1, {nullptr, 0}, &options_, out,
                           err);
  });
  ExpectError(LOTSE_INVALID_ARGUMENT, "items[0]");
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_work_list(c_engine_, nullptr, 1, {nullptr, 0}, &options_, out,
                           err);
  });
  ExpectError(LOTSE_INVALID_ARGUMENT, "items: is NULL");
  options_.now_micros = 0;
  Assign({}, "");
  ExpectError(LOTSE_INVALID_ARGUMENT, "options.now_micros");
}

TEST_F(CRoute, SurvivesEveryTruncationAndFlippedByteOfAState) {
  RoutingState busy = Busy();
  ASSERT_EQ(busy.assignments.size(), 1u);
  ASSERT_EQ(busy.waiting.size(), 1u);
  const std::string state = proto::ToBytes(busy);
  const auto expect_answer = [&](const std::string& bytes) {
    const std::string out = Assign({SecondRequest()}, bytes);
    EXPECT_TRUE(status_ == LOTSE_OK || status_ == LOTSE_INVALID_ARGUMENT ||
                status_ == LOTSE_FAILED_PRECONDITION)
        << status_ << error_;
    if (status_ != LOTSE_OK) return;
    // What is given is a state that can be gone on from.
    const auto result = proto::FromBytes<AssignResult>(out);
    ASSERT_TRUE(result.ok()) << result.status();
    Release({{"L-2", "", false}}, proto::ToBytes(result->state));
    EXPECT_EQ(status_, LOTSE_OK) << error_;
  };
  for (size_t size = 0; size < state.size(); ++size) {
    expect_answer(state.substr(0, size));
  }
  for (size_t i = 0; i < state.size(); ++i) {
    for (const int flip : {0x01, 0x80, 0xff}) {
      std::string bytes = state;
      bytes[i] = static_cast<char>(bytes[i] ^ flip);
      expect_answer(bytes);
    }
  }
}

TEST_F(CRoute, AStateIsCanonical) {
  const std::string state = proto::ToBytes(Busy());
  EXPECT_EQ(proto::ToBytes(*proto::FromBytes<RoutingState>(state)), state);
}

}  // namespace
}  // namespace lotse
