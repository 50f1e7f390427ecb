// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/lifecycle/match_records.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/testing/conversion_case.h"
#include "tests/testing/field_text.h"

namespace lotse {
namespace {

TEST(KeyText, IsTrimmedAndFolded) {
  EXPECT_EQ(KeyText("  Ada@Example.COM \n", false), "ada@example.com");
  EXPECT_EQ(KeyText("STRASSE", false), KeyText("Straße", false));
  EXPECT_EQ(KeyText("ÄRZTE", false), "ärzte");
  EXPECT_NE(KeyText("a b", false), KeyText("ab", false));
  EXPECT_EQ(KeyText(" \t", false), "");
}

TEST(KeyText, LeavesOutSpacesAndPunctuationIfCompact) {
  EXPECT_EQ(KeyText("DE 123-456.789", true), "de123456789");
  EXPECT_EQ(KeyText("+49 (30) 12 34", true), "49301234");
  EXPECT_EQ(KeyText("Müller & Söhne", true), "müllersöhne");
}

class MatchRecordTest : public testing::Test {
 protected:
  RecordProposal Match(std::vector<Attribute> own) {
    std::vector<RecordRef> refs;
    for (const Person& person : stored_) {
      refs.push_back({person.id, person.attributes});
    }
    return MatchRecord({"", own}, refs, keys_, kConvertedAt);
  }
  void Store(const char* id, std::vector<Attribute> attributes) {
    stored_.push_back(StoredRecord<Person>(id, std::move(attributes)));
  }
  static Attribute Email(const char* text, Instant since = {}) {
    return {"email", TextValue(text), since, ""};
  }
  static Attribute Name(const char* text) {
    return {"name", TextValue(text), {}, ""};
  }
  static Attribute Phone(const char* text) {
    return {"phone", TextValue(text), {}, ""};
  }

  std::vector<MatchKey> keys_ = {{{"email"}, false}, {{"name", "phone"}, true}};
  std::vector<Person> stored_;
};

TEST_F(MatchRecordTest, CreatesWhereNothingMatches) {
  EXPECT_EQ(Match({Email("a@x.de")}).action, RecordAction::kCreate);
  Store("P-1", {Email("b@x.de")});
  const RecordProposal proposal = Match({Email("a@x.de")});
  EXPECT_EQ(proposal.action, RecordAction::kCreate);
  EXPECT_TRUE(proposal.matches.empty());
}

TEST_F(MatchRecordTest, LinksByTheFirstKey) {
  Store("P-1", {Email("b@x.de")});
  Store("P-2", {Email(" A@X.DE")});
  const RecordProposal proposal = Match({Email("a@x.de")});
  EXPECT_EQ(proposal.action, RecordAction::kLink);
  EXPECT_EQ(proposal.id, "P-2");
  EXPECT_EQ(proposal.matches, (std::vector<RecordMatch>{{"P-2", "email", ""}}));
}

TEST_F(MatchRecordTest, LinksByTheSecondKeyIfTheFirstIsUnknown) {
  Store("P-1", {Name("Ada Muster"), Phone("030/1234")});
  const RecordProposal proposal =
      Match({Email("a@x.de"), Name("ada muster"), Phone("030 12 34")});
  EXPECT_EQ(proposal.action, RecordAction::kLink);
  EXPECT_EQ(proposal.matches,
            (std::vector<RecordMatch>{{"P-1", "name+phone", ""}}));
}

TEST_F(MatchRecordTest, NeedsAllAttributesOfAKey) {
  Store("P-1", {Name("Ada Muster")});
  EXPECT_EQ(Match({Name("Ada Muster")}).action, RecordAction::kCreate);
  EXPECT_EQ(Match({Name("Ada Muster"), Phone("1")}).action,
            RecordAction::kCreate);
}

TEST_F(MatchRecordTest, NeverMatchesWhatIsMissingOrEmpty) {
  Store("P-1", {});
  Store("P-2", {Email(" ")});
  Store("P-3", {{"email", Value(), {}, ""}});
  for (const Attribute& own :
       {Email(""), Attribute{"email", Value(), {}, ""}}) {
    EXPECT_EQ(Match({own}).action, RecordAction::kCreate);
  }
}

TEST_F(MatchRecordTest, AsksWhichOfSeveralIsMeant) {
  Store("P-2", {Email("a@x.de")});
  Store("P-1", {Email("a@x.de")});
  const RecordProposal proposal = Match({Email("a@x.de")});
  EXPECT_EQ(proposal.action, RecordAction::kAmbiguous);
  EXPECT_EQ(proposal.id, "");
  EXPECT_EQ(proposal.matches, (std::vector<RecordMatch>{{"P-1", "email", ""},
                                                        {"P-2", "email", ""}}));
}

TEST_F(MatchRecordTest, AWeakerKeyNeverOverrulesAStrongerOne) {
  Store("P-1", {Email("other@x.de"), Name("Ada"), Phone("1")});
  const RecordProposal proposal =
      Match({Email("a@x.de"), Name("Ada"), Phone("1")});
  EXPECT_EQ(proposal.action, RecordAction::kAmbiguous);
  EXPECT_EQ(proposal.matches,
            (std::vector<RecordMatch>{{"P-1", "name+phone", "email"}}));
}

TEST_F(MatchRecordTest, ReadsWhatIsKnownByThen) {
  Store("P-1", {Email("a@x.de", kConvertedAt + Duration::Seconds(1))});
  EXPECT_EQ(Match({Email("a@x.de")}).action, RecordAction::kCreate);
  Store("P-2", {Email("old@x.de"), Email("a@x.de", kConvertedAt)});
  EXPECT_EQ(Match({Email("a@x.de")}).id, "P-2");
  EXPECT_EQ(Match({Email("old@x.de")}).action, RecordAction::kCreate);
}

TEST_F(MatchRecordTest, ComparesWholeNumbersHoweverTheyAreWritten) {
  keys_ = {{{"number"}, false}};
  Store("P-1", {{"number", Value{int64_t{4711}}, {}, ""}});
  EXPECT_EQ(Match({{"number", Value{4711.0}, {}, ""}}).id, "P-1");
  EXPECT_EQ(Match({{"number", Value{int64_t{4712}}, {}, ""}}).action,
            RecordAction::kCreate);
}

}  // namespace
}  // namespace lotse
