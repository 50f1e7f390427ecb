// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Lifecycles through the C API: the bytes that the C++ verbs give, and states
// and events that mean no good.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/lead_event.h"
#include "lotse/lifecycle/lead_state.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"
#include "tests/capi/c_fixture.h"

namespace lotse {
namespace {

class CDecide : public CFixture {
 protected:
  CDecide() : CFixture(*Preset("b2b_lifecycle")) {
    LOTSE_INIT(&options_);
    options_.now_micros = now_.micros();
    facts_.lead.id = "L-1";
    facts_.lead.channel = "reply_card";
    facts_.persons.resize(1);
    facts_.persons[0].id = "P-1";
    event_.id = "E-1";
    event_.event = "capture";
    event_.occurred_at = now_;
  }
  std::string Decide(const std::string& state, const std::string& event) {
    const std::string facts = proto::ToBytes(facts_);
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_decide(c_engine_, session_, StrOf(facts), StrOf(state),
                          StrOf(event), &options_, out, err);
    });
  }
  std::string Tick(const std::string& state) {
    const std::string facts = proto::ToBytes(facts_);
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_tick(c_engine_, session_, StrOf(facts), StrOf(state),
                        &options_, out, err);
    });
  }
  std::string Migrate(const lotse_engine* engine, const std::string& state) {
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_migrate(engine, StrOf(state), LOTSE_FORMAT_PROTOBUF,
                           LOTSE_FORMAT_PROTOBUF, out, err);
    });
  }
  // The state after the first event, as bytes.
  std::string Captured() {
    const auto decision =
        proto::FromBytes<Decision>(Decide("", proto::ToBytes(event_)));
    EXPECT_TRUE(decision.ok()) << decision.status();
    return proto::ToBytes(decision->state);
  }

  const Instant now_ = *Instant::Parse("2026-11-23T08:00:00Z");
  lotse_decide_options options_;
  Facts facts_;
  LeadEvent event_;
};

TEST_F(CDecide, GivesTheBytesOfTheCppVerbs) {
  const auto first = engine_.Decide(facts_, LeadState(), event_, now_);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(Decide("", proto::ToBytes(event_)), proto::ToBytes(*first));
  const std::string state = proto::ToBytes(first->state);

  const Instant later = now_ + Duration::Days(2);
  options_.now_micros = later.micros();
  options_.flags = LOTSE_DECIDE_SCORE | LOTSE_SCORE_CONTRIBUTIONS;
  options_.language = {"de", 2};
  DecideOptions ask;
  ask.score.emplace();
  ask.score->contributions = true;
  ask.score->language = "de";
  const auto tick = engine_.Tick(facts_, first->state, later, ask);
  ASSERT_TRUE(tick.ok()) << tick.status();
  EXPECT_TRUE(tick->score.has_value());
  EXPECT_EQ(Tick(state), proto::ToBytes(*tick));

  LeadEvent second = event_;
  second.id = "E-2";
  second.event = "object";
  second.actor.kind = ActorKind::kParty;
  second.occurred_at = now_ + Duration::Hours(5);
  const std::vector<LeadEvent> events = {second, event_, second};
  const auto replay = engine_.Replay(facts_, events, later, ask);
  ASSERT_TRUE(replay.ok()) << replay.status();
  std::vector<std::string> bytes;
  std::vector<lotse_str> given;
  for (const LeadEvent& event : events) bytes.push_back(proto::ToBytes(event));
  for (const std::string& event : bytes) given.push_back(StrOf(event));
  const std::string facts = proto::ToBytes(facts_);
  EXPECT_EQ(Run([&](lotse_buf* out, lotse_error** err) {
              return lotse_replay(c_engine_, nullptr, StrOf(facts),
                                  given.data(), given.size(), &options_, out,
                                  err);
            }),
            proto::ToBytes(*replay));
}

TEST_F(CDecide, TakesAndGivesJson) {
  options_.input_format = LOTSE_FORMAT_JSON;
  options_.output_format = LOTSE_FORMAT_JSON;
  const std::string facts = R"({"lead": {"id": "L-1"}})";
  const std::string event =
      R"({"id": "E-1", "event": "capture",
          "occurred_at": "2026-11-23T08:00:00Z"})";
  const std::string out = Run([&](lotse_buf* buf, lotse_error** err) {
    return lotse_decide(c_engine_, session_, StrOf(facts), {nullptr, 0},
                        StrOf(event), &options_, buf, err);
  });
  ASSERT_EQ(status_, LOTSE_OK) << error_;
  const auto decision = proto::FromJson<Decision>(out);
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_EQ(decision->outcome, DecisionOutcome::kApplied);
  EXPECT_EQ(decision->state.revision, 1);
}

TEST_F(CDecide, AdoptsAStatusOfTheHost) {
  // The names of states are known, too.
  const std::string status = "qualifying";
  const std::string facts = proto::ToBytes(facts_);
  const Instant since = now_ - Duration::Days(90);
  const auto adopt = [&](const std::string& host_status) {
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_adopt(c_engine_, StrOf(facts), StrOf(host_status),
                         since.micros(), &options_, out, err);
    });
  };
  const auto state = engine_.Adopt(facts_, status, since, now_);
  ASSERT_TRUE(state.ok()) << state.status();
  EXPECT_EQ(adopt(status), proto::ToBytes(*state));
  adopt("never heard of");
  EXPECT_EQ(status_, LOTSE_NOT_FOUND);
}

TEST_F(CDecide, ReportsWhatAChangeOfTheSpecMeans) {
  EngineSpec changed = *Preset("b2b_lifecycle");
  changed.lifecycles[0].clocks[0].target = Duration::Hours(4);
  lotse_engine* after = Build(changed);
  const std::string report = Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_check_migration(c_engine_, after, LOTSE_FORMAT_PROTOBUF, out,
                                 err);
  });
  EXPECT_EQ(report, proto::ToBytes(CheckMigration(engine_.spec(), changed)));
  const auto read = proto::FromBytes<MigrationReport>(report);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->findings.size(), 1u);

  const std::string state = Captured();
  const std::string migrated = Migrate(after, state);
  ASSERT_EQ(status_, LOTSE_OK) << error_;
  EXPECT_NE(migrated, state);
  EXPECT_EQ(Migrate(c_engine_, state), state) << "of its own spec";
  lotse_engine_free(after);
}

TEST_F(CDecide, RefusesStatesOfOthers) {
  const std::string state = Captured();
  EngineSpec changed = *Preset("b2b_lifecycle");
  changed.tenant = "somebody else";
  lotse_engine* const other = Build(changed);
  Migrate(other, state);
  EXPECT_EQ(status_, LOTSE_FAILED_PRECONDITION);
  lotse_engine_free(other);

  auto newer = *proto::FromBytes<LeadState>(state);
  newer.spec = std::string(32, '0');
  Tick(proto::ToBytes(newer));
  EXPECT_EQ(status_, LOTSE_FAILED_PRECONDITION);
  EXPECT_NE(error_.find("migrate"), std::string::npos) << error_;
}

TEST_F(CDecide, NamesTheRecordThatIsWrong) {
  Decide("\x0a", proto::ToBytes(event_));
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(error_.rfind("state", 0), 0u) << error_;
  Decide("", "\x0a\x05");
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(error_.rfind("event", 0), 0u) << error_;
  // No event at all has no id.
  Decide("", "");
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(error_.rfind("event.id", 0), 0u) << error_;
  const lotse_str events[] = {StrOf(proto::ToBytes(event_)), {"\x0a", 1}};
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_replay(c_engine_, session_, {nullptr, 0}, events + 1, 1,
                        &options_, out, err);
  });
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(error_.rfind("events[0]", 0), 0u) << error_;
  options_.now_micros = 0;
  Tick("");
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(error_.rfind("options.now_micros", 0), 0u) << error_;
  options_.now_micros = now_.micros();
  options_.flags = 0x100;
  Tick("");
  EXPECT_EQ(status_, LOTSE_UNIMPLEMENTED);
}

TEST_F(CDecide, SurvivesEveryTruncationAndFlippedByteOfAState) {
  options_.now_micros = (now_ + Duration::Days(1)).micros();
  const std::string state = Captured();
  const auto expect_answer = [&] {
    EXPECT_TRUE(status_ == LOTSE_OK || status_ == LOTSE_INVALID_ARGUMENT ||
                status_ == LOTSE_FAILED_PRECONDITION)
        << status_ << error_;
  };
  for (size_t size = 0; size < state.size(); ++size) {
    Tick(state.substr(0, size));
    expect_answer();
  }
  for (size_t i = 0; i < state.size(); ++i) {
    for (const int flip : {0x01, 0x80, 0xff}) {
      std::string bytes = state;
      bytes[i] = static_cast<char>(bytes[i] ^ flip);
      Tick(bytes);
      expect_answer();
    }
  }
}

TEST_F(CDecide, AStateIsSmallAndCanonical) {
  const std::string state = Captured();
  EXPECT_EQ(proto::ToBytes(*proto::FromBytes<LeadState>(state)), state);
  EXPECT_LT(state.size(), 512u);
}

}  // namespace
}  // namespace lotse
