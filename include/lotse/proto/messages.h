// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Generated protobuf messages to and from the native structs.
//
//   #include "lotse/v1/facts.pb.h"
//
//   absl::StatusOr<Facts> facts = FromProto<Facts>(message);
//   absl::StatusOr<v1::Facts> copy = ToProto<v1::Facts>(*facts);
//
// Whoever has bytes already needs no messages: see bytes.h. Thread-safe.
#ifndef LOTSE_PROTO_MESSAGES_H_
#define LOTSE_PROTO_MESSAGES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lotse/proto/bytes.h"

namespace lotse::proto {

// The native form of `message`, which must be of the type MessageName<T>().
// Error: InvalidArgument, as FromBytes, or if it is of another type.
template <typename T, typename Message>
absl::StatusOr<T> FromProto(const Message& message) {
  if (message.GetTypeName() != MessageName<T>()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the message must be a ", MessageName<T>()));
  }
  return FromBytes<T>(message.SerializeAsString());
}

// The message for `value`; Message must be MessageName<T>(). Error:
// InvalidArgument if it is another type, or if `value` holds text that is not
// UTF-8 or is nested too deeply for the protobuf runtime.
template <typename Message, typename T>
absl::StatusOr<Message> ToProto(const T& value) {
  Message message;
  if (message.GetTypeName() != MessageName<T>()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the message must be a ", MessageName<T>()));
  }
  if (!message.ParseFromString(ToBytes(value))) {
    return absl::InvalidArgumentError(
        "no message can hold this: a text is not UTF-8, or conditions are "
        "nested too deeply");
  }
  return message;
}

}  // namespace lotse::proto

#endif  // LOTSE_PROTO_MESSAGES_H_
