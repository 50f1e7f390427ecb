// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/fingerprint.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/base/local_text.h"

namespace lotse {
struct Everything {
  bool flag = false;
  int32_t small = 0;
  int64_t large = 0;
  double number = 0;
  std::string text;
  Points points;
  Date date;
  Instant instant;
  Duration duration;
  std::optional<Points> maybe;
  std::vector<std::string> texts;
  std::vector<LocalText> labels;
  std::variant<std::monostate, bool, std::string> choice;

  static constexpr auto Fields() {
    return FieldList(Field{1, "flag", &Everything::flag},
                     Field{2, "small", &Everything::small},
                     Field{3, "large", &Everything::large},
                     Field{4, "number", &Everything::number},
                     Field{5, "text", &Everything::text},
                     Field{6, "points", &Everything::points},
                     Field{7, "date", &Everything::date},
                     Field{8, "instant", &Everything::instant},
                     Field{9, "duration", &Everything::duration},
                     Field{10, "maybe", &Everything::maybe},
                     Field{11, "texts", &Everything::texts},
                     Field{12, "labels", &Everything::labels},
                     OneOf{&Everything::choice, Alternative<bool>{13, "yes"},
                           Alternative<std::string>{14, "word"}});
  }
};

// A later release of Everything: with one field more.
struct EverythingAndMore {
  bool flag = false;
  int64_t more = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "flag", &EverythingAndMore::flag},
                     Field{99, "more", &EverythingAndMore::more});
  }
};

namespace {

Everything Full() {
  Everything e;
  e.flag = true;
  e.small = -7;
  e.large = int64_t{1} << 40;
  e.number = 2.5;
  e.text = "Größe";
  e.points = Points::FromDouble(12.5);
  e.date = Date::FromDays(20000);
  e.instant = Instant::FromMicros(1795428000000000);
  e.duration = Duration::Days(30);
  e.maybe = Points();
  e.texts = {"a", "", "b"};
  e.labels = {LocalText{"", "size", "", {}}, LocalText()};
  e.choice = std::string("word");
  return e;
}

// These values are stored by hosts beside their results. A change of one is a
// change of every fingerprint there is.
TEST(Fingerprint, NeverChanges) {
  EXPECT_EQ(Fingerprint().ToString(), "6c62272e07bb014262b821756295c58d");
  EXPECT_EQ(FingerprintOf(Everything()).ToString(),
            "9d30c1f78465995be47dda5e4e4e77ed");
  EXPECT_EQ(FingerprintOf(Full()).ToString(),
            "3ffea2b49ef08801c4b153f156dd189b");
}

TEST(Fingerprint, AddsTextsByTheirLengthAndBytes) {
  Fingerprint text;
  text.Add(absl::string_view("a"));
  Fingerprint bytes;
  bytes.Add(uint64_t{1});
  EXPECT_NE(text, bytes);
  Fingerprint same;
  same.Add(absl::string_view("a"));
  EXPECT_EQ(text, same);
  Fingerprint split;
  split.Add(absl::string_view("ab"));
  split.Add(absl::string_view("c"));
  Fingerprint other;
  other.Add(absl::string_view("a"));
  other.Add(absl::string_view("bc"));
  EXPECT_NE(split, other);
}

TEST(Fingerprint, LeavesDefaultsOut) {
  Everything minus;
  minus.number = -0.0;
  EXPECT_EQ(FingerprintOf(minus), FingerprintOf(Everything()));
  EXPECT_EQ(FingerprintOf(EverythingAndMore()), FingerprintOf(Everything()));
  Everything flag;
  flag.flag = true;
  EverythingAndMore later;
  later.flag = true;
  EXPECT_EQ(FingerprintOf(later), FingerprintOf(flag));
  later.more = 1;
  EXPECT_NE(FingerprintOf(later), FingerprintOf(flag));
}

TEST(Fingerprint, TellsTheZeroesOfVariantsApart) {
  const auto of_choice = [](auto choice) {
    Everything e;
    e.choice = choice;
    return FingerprintOf(e).ToString();
  };
  EXPECT_EQ(
      (std::set<std::string>{of_choice(std::monostate()), of_choice(false),
                             of_choice(true), of_choice(std::string())})
          .size(),
      4u);
}

TEST(Fingerprint, ChangesWithEachField) {
  std::set<std::string> seen = {FingerprintOf(Full()).ToString()};
  size_t expected = 1;
  const auto add = [&](auto change) {
    Everything e = Full();
    change(&e);
    seen.insert(FingerprintOf(e).ToString());
    EXPECT_EQ(seen.size(), ++expected);
  };
  add([](Everything* e) { e->flag = false; });
  add([](Everything* e) { e->small = 7; });
  add([](Everything* e) { e->large += 1; });
  add([](Everything* e) { e->number = 2.5000000000000004; });
  add([](Everything* e) { e->text += 'x'; });
  add([](Everything* e) { e->points += Points::FromNano(1); });
  add([](Everything* e) { e->date = Date::FromDays(20001); });
  add([](Everything* e) { e->instant = e->instant + Duration::Micros(1); });
  add([](Everything* e) { e->duration = Duration::Days(31); });
  add([](Everything* e) { e->maybe.reset(); });
  add([](Everything* e) { e->texts = {"a", "b", ""}; });
  add([](Everything* e) { e->texts = {"a", "", "b", ""}; });
  add([](Everything* e) { e->labels.pop_back(); });
  add([](Everything* e) { e->labels[0].other.push_back({"fr", ""}); });
  add([](Everything* e) { e->choice = true; });
}

TEST(Fingerprint, HasTheLowerHalfOfATextWithoutTheUpperOne) {
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("évt-000017"),
        std::string(300, '\xff'), std::string("\0b", 2)}) {
    Fingerprint whole;
    whole.Add(absl::string_view(text));
    EXPECT_EQ(Fingerprint::LowOf(text), whole.low()) << text.size();
  }
}

}  // namespace
}  // namespace lotse
