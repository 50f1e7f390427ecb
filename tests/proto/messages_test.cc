// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/proto/messages.h"

#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "lotse/base/fields.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"
#include "lotse/v1/assessment.pb.h"
#include "lotse/v1/buyer_stage.pb.h"
#include "lotse/v1/calendar.pb.h"
#include "lotse/v1/company_score.pb.h"
#include "lotse/v1/conversion.pb.h"
#include "lotse/v1/decision.pb.h"
#include "lotse/v1/engagement.pb.h"
#include "lotse/v1/engine.pb.h"
#include "lotse/v1/explanation.pb.h"
#include "lotse/v1/fact_change.pb.h"
#include "lotse/v1/facts.pb.h"
#include "lotse/v1/history.pb.h"
#include "lotse/v1/import.pb.h"
#include "lotse/v1/lifecycle.pb.h"
#include "lotse/v1/promotion.pb.h"
#include "lotse/v1/questionnaire.pb.h"
#include "lotse/v1/routing.pb.h"
#include "lotse/v1/work_list.pb.h"
#include "src/proto/boundary_structs.h"
#include "tests/proto/random_struct.h"
#include "tests/proto/reflected_message.h"
#include "tests/testing/random_source.h"

namespace lotse::proto {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

// The type that a member of type M must have in the schema.
template <typename M>
std::string SchemaType() {
  if constexpr (std::is_same_v<M, bool>) {
    return "bool";
  } else if constexpr (std::is_same_v<M, int64_t>) {
    return "int64";
  } else if constexpr (std::is_same_v<M, int32_t>) {
    return "int32";
  } else if constexpr (std::is_same_v<M, double> || std::is_same_v<M, Points>) {
    return "double";
  } else if constexpr (std::is_same_v<M, std::string> ||
                       std::is_same_v<M, Date>) {
    return "string";
  } else if constexpr (std::is_same_v<M, Instant>) {
    return "google.protobuf.Timestamp";
  } else if constexpr (std::is_same_v<M, Duration>) {
    return "google.protobuf.Duration";
  } else {
    return std::string(MessageName<M>());
  }
}

template <typename E>
void ExpectSameEnum(const EnumDescriptor& descriptor) {
  ASSERT_EQ(descriptor.value_count(), std::size(EnumNames<E>::kNames) + 1);
  EXPECT_EQ(descriptor.value(0)->number(), 0);
  EXPECT_EQ(descriptor.value(0)->name(),
            absl::StrCat(EnumNames<E>::kPrefix, "UNSPECIFIED"));
  for (const EnumName<E>& entry : EnumNames<E>::kNames) {
    const auto* value =
        descriptor.FindValueByNumber(static_cast<int>(entry.value));
    ASSERT_NE(value, nullptr) << entry.name;
    EXPECT_EQ(value->name(), absl::StrCat(EnumNames<E>::kPrefix,
                                          absl::AsciiStrToUpper(entry.name)));
  }
}

template <typename M>
void ExpectSameType(const FieldDescriptor& field) {
  if constexpr (std::is_enum_v<M>) {
    ASSERT_NE(field.enum_type(), nullptr);
    ExpectSameEnum<M>(*field.enum_type());
  } else {
    EXPECT_EQ(field.message_type() != nullptr
                  ? field.message_type()->full_name()
                  : field.type_name(),
              SchemaType<M>());
  }
}

template <typename M>
void ExpectSameField(const Descriptor& message, int number, const char* name,
                     bool in_oneof) {
  SCOPED_TRACE(absl::StrCat(message.full_name(), ".", name));
  const FieldDescriptor* field = message.FindFieldByNumber(number);
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->name(), name);
  EXPECT_EQ(field->real_containing_oneof() != nullptr, in_oneof);
  EXPECT_EQ(field->is_repeated(), IsVector<M>::value);
  if constexpr (IsVector<M>::value) {
    ExpectSameType<typename M::value_type>(*field);
  } else if constexpr (IsOptional<M>::value) {
    EXPECT_TRUE(field->has_presence());
    ExpectSameType<typename M::value_type>(*field);
  } else {
    EXPECT_EQ(field->has_presence(),
              in_oneof || field->message_type() != nullptr);
    ExpectSameType<M>(*field);
  }
}

template <typename T>
void ExpectSameFields(const Descriptor& message) {
  EXPECT_EQ(message.full_name(), MessageName<T>());
  int count = 0;
  ForEachField<T>([&](const auto& field) {
    if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
      std::apply(
          [&](const auto&... a) {
            (ExpectSameField<typename std::decay_t<decltype(a)>::Type>(
                 message, a.number, a.name, true),
             ...);
            count += static_cast<int>(sizeof...(a));
          },
          field.alternatives);
    } else {
      using Member = std::decay_t<decltype(std::declval<T>().*field.member)>;
      ExpectSameField<Member>(message, field.number, field.name, false);
      ++count;
    }
  });
  EXPECT_EQ(message.field_count(), count) << message.full_name();
}

TEST(Messages, HaveTheFieldsOfTheStructs) {
#define LOTSE_EXPECT(name) ExpectSameFields<name>(*v1::name::descriptor());
  LOTSE_FOR_EACH_BOUNDARY_STRUCT(LOTSE_EXPECT)
#undef LOTSE_EXPECT
}

// Every field of the schema reaches the native struct and comes back, as bytes
// and as the JSON of the protobuf runtime.
template <typename T, typename Message>
void ExpectNothingLost() {
  for (int choice = 0; choice < kMaxChoices; ++choice) {
    SCOPED_TRACE(absl::StrCat(MessageName<T>(), " ", choice));
    Message message;
    FillMessage(choice, &message);
    const absl::StatusOr<T> native = FromProto<T>(message);
    ASSERT_TRUE(native.ok()) << native.status();
    EXPECT_EQ(ToBytes(*native), message.SerializeAsString());

    std::string json;
    ASSERT_TRUE(
        google::protobuf::util::MessageToJsonString(message, &json).ok());
    const absl::StatusOr<T> from_json = FromJson<T>(json);
    ASSERT_TRUE(from_json.ok()) << from_json.status() << json;
    EXPECT_EQ(*from_json, *native);

    Message read;
    const auto status =
        google::protobuf::util::JsonStringToMessage(ToJson(*native), &read);
    ASSERT_TRUE(status.ok()) << status << ToJson(*native);
    EXPECT_EQ(read.SerializeAsString(), message.SerializeAsString());
  }
}

TEST(Messages, LoseNothingOnTheWayToTheStructsAndBack) {
#define LOTSE_EXPECT(name) ExpectNothingLost<name, v1::name>();
  LOTSE_FOR_EACH_BOUNDARY_STRUCT(LOTSE_EXPECT)
#undef LOTSE_EXPECT
}

// What the structs hold reaches the protobuf runtime, which writes the same
// bytes and understands the canonical JSON.
template <typename T, typename Message>
void ExpectRuntimeAgrees(RandomSource* random) {
  const T native = MakeRandomStruct<T>(random);
  const absl::StatusOr<Message> message = ToProto<Message>(native);
  ASSERT_TRUE(message.ok()) << message.status();
  EXPECT_EQ(message->SerializeAsString(), ToBytes(native));

  Message read;
  const std::string json = ToJson(native);
  const auto status = google::protobuf::util::JsonStringToMessage(json, &read);
  ASSERT_TRUE(status.ok()) << status << json;
  EXPECT_EQ(read.SerializeAsString(), ToBytes(native)) << json;

  std::string runtime_json;
  ASSERT_TRUE(
      google::protobuf::util::MessageToJsonString(*message, &runtime_json)
          .ok());
  const absl::StatusOr<T> from_json = FromJson<T>(runtime_json);
  ASSERT_TRUE(from_json.ok()) << from_json.status() << runtime_json;
  EXPECT_EQ(*from_json, native) << runtime_json;
}

TEST(Messages, AgreeWithRandomStructs) {
  for (uint64_t seed : RandomSeeds(200)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    ExpectRuntimeAgrees<Facts, v1::Facts>(&random);
    ExpectRuntimeAgrees<EngineSpec, v1::EngineSpec>(&random);
    ExpectRuntimeAgrees<Condition, v1::Condition>(&random);
    ExpectRuntimeAgrees<ScoreReport, v1::ScoreReport>(&random);
    ExpectRuntimeAgrees<TimeZoneSpec, v1::TimeZoneSpec>(&random);
    ExpectRuntimeAgrees<BusinessCalendarSpec, v1::BusinessCalendarSpec>(
        &random);
    if (HasFailure()) return;
  }
}

TEST(FromProto, RefusesAnotherMessage) {
  const absl::StatusOr<Facts> facts = FromProto<Facts>(v1::Lead());
  EXPECT_EQ(facts.status().message(), "the message must be a lotse.v1.Facts");
}

TEST(ToProto, RefusesAnotherMessage) {
  const absl::StatusOr<v1::Lead> lead = ToProto<v1::Lead>(Facts());
  EXPECT_EQ(lead.status().message(), "the message must be a lotse.v1.Facts");
}

TEST(ToProto, RefusesTextThatIsNotUtf8) {
  Lead lead;
  lead.id = "\xFF";
  EXPECT_EQ(ToProto<v1::Lead>(lead).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace lotse::proto
