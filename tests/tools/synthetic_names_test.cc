// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/synthetic_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lotse/base/utf8.h"
#include "tools/buying_process.h"

namespace lotse::tools {
namespace {

using ::testing::AnyOf;
using ::testing::EndsWith;
using ::testing::StartsWith;

TEST(SyntheticNames, WriteAddressesInAscii) {
  EXPECT_EQ(AddressWord("Jürgen Groß", '.'), "juergen.gross");
  EXPECT_EQ(AddressWord("Ayşe Yıldız", '.'), "ayse.yildiz");
  EXPECT_EQ(AddressWord("Öztürk & Söhne -", '-'), "oeztuerk-soehne");
  EXPECT_EQ(AddressWord("", '.'), "");
  EXPECT_EQ(DomainOf("Föhrental Großhandel GmbH & Co. KG"),
            "foehrental-grosshandel.example");
}

TEST(SyntheticNames, HavePostalCodesOfTheirCountry) {
  SeededRandom random(3, 0);
  int german = 0;
  for (int i = 0; i < 1000; ++i) {
    const Town& town = DrawTown(&random);
    const std::string country = town.country;
    if (country == "DE") ++german;
    EXPECT_EQ(std::string(town.postal_code).size(),
              country == "DE" || country == "FR" ? 5u : 4u)
        << town.name;
  }
  EXPECT_GT(german, 800);
}

TEST(SyntheticNames, ReachNobody) {
  SeededRandom random(3, 1);
  for (size_t i = 0; i < 1000; ++i) {
    const std::string company =
        DrawCompanyName(i % 9, static_cast<int64_t>(i), &random);
    EXPECT_THAT(DomainOf(company), EndsWith(".example"));
    EXPECT_TRUE(IsValidUtf8(company));
    EXPECT_TRUE(IsValidUtf8(DrawPersonName(&random)));
    EXPECT_THAT(DrawPhone(&random),
                AnyOf(StartsWith("+49 30 23125 "), StartsWith("+49 40 66969 "),
                      StartsWith("+49 69 90009 "), StartsWith("+49 89 99998 "),
                      StartsWith("+49 221 4710 ")));
  }
}

}  // namespace
}  // namespace lotse::tools
