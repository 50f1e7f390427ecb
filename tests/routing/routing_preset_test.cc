// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "lotse/engine/presets.h"
#include "lotse/facts/fact_binder.h"
#include "tests/routing/routing_desk.h"

namespace lotse {
namespace {

class RoutingPresetRules : public testing::Test {
 protected:
  RoutingPresetRules() {
    Schema schema = Preset("b2b")->schema;
    AddRoutingAttributes(&schema);
    catalog_ = std::make_unique<FactCatalog>(*CompileFactCatalog(schema));
    facts_.lead.id = "L-1";
    facts_.company.emplace();
    facts_.persons.emplace_back();
    for (const char* pool : {"marketing", "call_agents", "inside_sales",
                             "field_sales", "account_managers"}) {
      StaffMember member;
      member.id = absl::StrCat("of_", pool);
      member.pools = {pool};
      member.languages = {"de"};
      member.territories = {"germany_south", "austria"};
      staff_.people.push_back(member);
    }
    StaffMember owner;
    owner.id = "key_account";
    staff_.people.push_back(owner);
  }

  void Company(const char* key, Value value) {
    facts_.company->attributes.push_back({key, std::move(value), {}, ""});
  }

  std::string Owner(const char* role) {
    const auto router = CompileRouting(RoutingPreset(), *catalog_);
    EXPECT_THAT(router, IsOk());
    const Instant now = At("2026-11-23T10:00:00Z");
    BindBuffer buffer;
    const auto view = FactBinder(*catalog_).Bind(facts_, now, &buffer);
    EXPECT_THAT(view, IsOk());
    ConditionScratch scratch;
    AssignmentRequest request;
    request.lead_id = "L-1";
    request.role = role;
    request.requested_at = now;
    const auto result = router->Assign(
        {router->Resolve(request, *view, now, &scratch)}, staff_, {}, now);
    EXPECT_THAT(result, IsOk());
    return result->assignments.empty() ? "" : result->assignments[0].person_id;
  }

  std::unique_ptr<FactCatalog> catalog_;
  Facts facts_;
  Staff staff_;
};

TEST_F(RoutingPresetRules, FindSomebodyForEachRole) {
  EXPECT_EQ(Owner("marketing"), "of_marketing");
  EXPECT_EQ(Owner("call_agent"), "of_call_agents");
  EXPECT_EQ(Owner("sales"), "of_inside_sales");
  EXPECT_EQ(Owner("account_manager"), "of_account_managers");
}

TEST_F(RoutingPresetRules, GiveLargeCompaniesToTheFieldSalesOfTheirTerritory) {
  Company("employees", Value{int64_t{250}});
  EXPECT_EQ(Owner("sales"), "of_inside_sales");
  Company("country", Value{std::string("DE")});
  Company("postal_code", Value{std::string("80331")});
  EXPECT_EQ(Owner("sales"), "of_field_sales");
}

TEST_F(RoutingPresetRules, LeaveATerritoryWithoutPeopleToInsideSales) {
  Company("employees", Value{int64_t{250}});
  Company("country", Value{std::string("CH")});
  EXPECT_EQ(Owner("sales"), "of_inside_sales");
}

TEST_F(RoutingPresetRules, GiveLargeDealsToFieldSales) {
  Company("country", Value{std::string("AT")});
  facts_.opportunity.emplace();
  facts_.opportunity->value = *Money::Parse("50000 EUR");
  EXPECT_EQ(Owner("sales"), "of_field_sales");
}

TEST_F(RoutingPresetRules, PutTheAccountOwnerFirst) {
  Company("account_owner", Value{std::string("key_account")});
  EXPECT_EQ(Owner("sales"), "key_account");
  EXPECT_EQ(Owner("account_manager"), "key_account");
  EXPECT_EQ(Owner("marketing"), "of_marketing");
}

TEST_F(RoutingPresetRules, PreferTheLanguageOfThePerson) {
  facts_.persons[0].attributes.push_back(
      {"language", Value{std::string("fr")}, {}, ""});
  // Nobody speaks French, and nobody waits for somebody to learn it.
  EXPECT_EQ(Owner("call_agent"), "of_call_agents");
}

TEST(RoutingPreset, CoversEveryGermanPostalCodeOnce) {
  const RoutingSpec spec = RoutingPreset();
  std::string digits;
  for (const Territory& territory : spec.territories) {
    for (const PostalCodeRange& range : territory.postal_codes) {
      const char to = range.to.empty() ? range.from[0] : range.to[0];
      for (char c = range.from[0]; c <= to; ++c) digits.push_back(c);
    }
  }
  std::sort(digits.begin(), digits.end());
  EXPECT_EQ(digits, "0123456789");
}

TEST(AddRoutingAttributes, AddsWhatIsMissingOnce) {
  Schema schema;
  AddRoutingAttributes(&schema);
  AddRoutingAttributes(&schema);
  EXPECT_EQ(schema.company.size(), 1u);
  EXPECT_EQ(schema.person.size(), 1u);
}

}  // namespace
}  // namespace lotse
