// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RandomTenant: a valid schema with all types, and what random specs and facts
// that are to meet at their thresholds must share.
//
// Each fact has a few anchors. Conditions take their literals from them, facts
// have values at, just under and just over them.
//
//   RandomSource random(seed);
//   const RandomTenant tenant = MakeRandomTenant(&random);
//   const Condition condition = RandomCondition(tenant, 5, &random);
#ifndef LOTSE_TESTING_RANDOM_TENANT_H_
#define LOTSE_TESTING_RANDOM_TENANT_H_

#include <string>
#include <vector>

#include "lotse/base/rate_table.h"
#include "lotse/base/time.h"
#include "lotse/facts/schema.h"
#include "lotse/facts/value.h"
#include "tests/testing/random_source.h"

namespace lotse {

struct RandomFact {
  // "person", "company", "lead", "opportunity", "answer" or "activity".
  std::string entity;
  std::string key;
  // As conditions name it: qualified or, where that is not ambiguous, bare.
  std::string name;
  ValueType type = ValueType::kUnspecified;
  // For text and list: the only texts that "=" may name. Empty: any.
  std::vector<std::string> options;
  // For money.
  std::string currency;
  // Values near which facts lie and of which literals are made.
  std::vector<Value> anchors;
  // Rules must not read it.
  bool not_for_scoring = false;
};

struct RandomTenant {
  Schema schema;
  RateTable rates;
  // Around this instant the leads are scored.
  Instant as_of;
  // Facts of a lead, built-in ones too; facts of one activity.
  std::vector<RandomFact> facts;
  std::vector<RandomFact> payload;
};

RandomTenant MakeRandomTenant(RandomSource* random);

// Lengths of time that windows, histories and dwell times are made of.
Duration RandomDuration(RandomSource* random);

// An instant at, just before or just after as_of, or a random duration away.
Instant RandomInstant(Instant as_of, RandomSource* random);

// One of the purposes and channels of consents, and of the texts there are.
std::string RandomPurpose(RandomSource* random);
std::string RandomChannel(RandomSource* random);
std::string RandomText(RandomSource* random);

// `anchor` or a value next to it, of the same type.
Value RandomNear(const Value& anchor, RandomSource* random);

}  // namespace lotse

#endif  // LOTSE_TESTING_RANDOM_TENANT_H_
