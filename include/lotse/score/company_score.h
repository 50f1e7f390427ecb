// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CompanyScore: how interested a company is, from the scores of its people.
//
// Each person counts once, with the weight of the role, and no further than a
// cap: one busy person is not five. The persons' points add up to the score
// exactly; what the cap of the company takes away is told apart.
//
// Engine-wide: engine/company_scoring.h finds role and points of leads.
//
//   CompanyScoreSpec spec;
//   spec.roles = {{"decision_maker", 1}, {"user", 0.5}};
//   spec.other_weight = 0.25;
//   spec.max_per_person = Points::FromDouble(40);
//   spec.max = Points::FromDouble(100);
//   CompanyScore score = ScoreCompany(spec, {
//       {"P-1", "decision_maker", Points::FromDouble(60)},  // 40, 2/3 of it
//       {"P-2", "user", Points::FromDouble(40)},            // 20, 1/3 of it
//       {"P-2", "user", Points::FromDouble(10)}});          // the same person
//   score.points;                                           // 60
//
// Pure functions; thread-safe. The order of the persons makes no difference.
#ifndef LOTSE_SCORE_COMPANY_SCORE_H_
#define LOTSE_SCORE_COMPANY_SCORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/base/spec_issue.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {

// What the points of the people in one role are worth.
struct RoleWeight {
  // As the host names roles; case matters. Unique in the spec, not empty.
  std::string role;
  // From 0 to kMaxRoleWeight; 0: the role does not count.
  double weight = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "role", &RoleWeight::role},
                     Field{2, "weight", &RoleWeight::weight});
  }
};

inline constexpr double kMaxRoleWeight = 100;

struct CompanyScoreSpec {
  // Name of the further score whose points count. Unset: the main one.
  std::string score;
  // Fact that says in which role the lead's person is, such as
  // "person.buying_role"; a text. Unset: nobody has a role.
  std::string role_fact;
  // Empty: all roles count as other ones. At most kMaxOptions.
  std::vector<RoleWeight> roles;
  // The weight of all other roles, and of people without one. Unset: 1.
  std::optional<double> other_weight;
  // The most that one person brings, after the weight. Above 0. Unset: no cap.
  std::optional<Points> max_per_person;
  // The most that a company has. Above 0. Unset: no cap but kMaxTotalPoints.
  std::optional<Points> max;
  // Number among the company's attributes in which the host keeps the points,
  // such as "company.interest", so that other scorecards can read them. Unset:
  // no change of facts is proposed.
  std::string points_fact;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "score", &CompanyScoreSpec::score},
        Field{2, "role_fact", &CompanyScoreSpec::role_fact},
        Field{3, "roles", &CompanyScoreSpec::roles},
        Field{4, "other_weight", &CompanyScoreSpec::other_weight},
        Field{5, "max_per_person", &CompanyScoreSpec::max_per_person},
        Field{6, "max", &CompanyScoreSpec::max},
        Field{7, "points_fact", &CompanyScoreSpec::points_fact});
  }
};

// One score of a person, such as that of one of the person's leads.
struct PersonPoints {
  // The host's id. All that have none ("") count as one person.
  absl::string_view person_id;
  absl::string_view role;
  // Within kMaxTotalPoints in either direction; beyond, as at the limit.
  Points points;
  // The lead that has the points. Empty: not told.
  absl::string_view lead_id = {};
};

// What one person brings to the company's score.
struct PersonShare {
  std::string person_id;
  std::string role;
  // Weighted and capped, and within kMaxTotalPoints in either direction;
  // negative if the person's points are.
  Points points;
  // The part of all that speaks for the company: `points` divided by the sum
  // of all positive ones, rounded once. 0 if `points` is not positive.
  double share = 0;
  // The lead that they come from.
  std::string lead_id = {};

  static constexpr auto Fields() {
    return FieldList(Field{1, "person_id", &PersonShare::person_id},
                     Field{2, "role", &PersonShare::role},
                     Field{3, "points", &PersonShare::points},
                     Field{4, "share", &PersonShare::share},
                     Field{5, "lead_id", &PersonShare::lead_id});
  }
};

struct CompanyScore {
  // The sum of `persons` and `capped`.
  Points points;
  // Each person once, most points first, then by id.
  std::vector<PersonShare> persons;
  // What the cap of the company takes away; 0 or negative. Positive only where
  // a sum below -kMaxTotalPoints is lifted to it. Saturates at 9.2e9 points.
  Points capped;

  static constexpr auto Fields() {
    return FieldList(Field{1, "points", &CompanyScore::points},
                     Field{2, "persons", &CompanyScore::persons},
                     Field{3, "capped", &CompanyScore::capped});
  }
};

// Adds everything that is wrong with `spec`, at `path`: roles that are empty or
// stand twice, weights and caps out of range.
void ValidateCompanyScore(const CompanyScoreSpec& spec, const FieldPath& path,
                          SpecIssues* issues);

// The same for the facts that it names, which must be in the catalog: the role
// a text that scoring may read, with the roles among its options if it has any;
// the points a number of the company.
void ValidateCompanyScoreFacts(const CompanyScoreSpec& spec,
                               const FactCatalog& catalog,
                               const FieldPath& path, SpecIssues* issues);

// The score of the company that `persons` work for. Of several
// entries of one person the one that brings most counts, of equal ones that
// with the lower role, then with the lower lead id. `spec` has no issue. No
// persons: 0.
CompanyScore ScoreCompany(const CompanyScoreSpec& spec,
                          absl::Span<const PersonPoints> persons);

}  // namespace lotse

#endif  // LOTSE_SCORE_COMPANY_SCORE_H_
