// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What tests do with generated messages by reflection: fill every field.
#ifndef LOTSE_PROTO_REFLECTED_MESSAGE_H_
#define LOTSE_PROTO_REFLECTED_MESSAGE_H_

#include "google/protobuf/message.h"

namespace lotse::proto {

// Sets every field of `*message`, lists to two elements, and of each oneof the
// alternative with the index `choice` (modulo how many there are), so that
// calls with 0 to kMaxChoices - 1 set everything there is. Messages that may
// hold themselves end after some levels. No two neighbouring values are equal.
inline constexpr int kMaxChoices = 8;
void FillMessage(int choice, google::protobuf::Message* message);

}  // namespace lotse::proto

#endif  // LOTSE_PROTO_REFLECTED_MESSAGE_H_
