// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FillMessage.
#include "tests/proto/reflected_message.h"

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"

namespace lotse::proto {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;

class Filler {
 public:
  explicit Filler(int choice) : choice_(choice) {}

  void Fill(Message* message, int levels) {
    const auto* descriptor = message->GetDescriptor();
    if (descriptor->full_name() == "google.protobuf.Timestamp" ||
        descriptor->full_name() == "google.protobuf.Duration") {
      ++count_;
      const Reflection* reflection = message->GetReflection();
      reflection->SetInt64(message, descriptor->FindFieldByName("seconds"),
                           1000 + count_);
      reflection->SetInt32(message, descriptor->FindFieldByName("nanos"),
                           1000 * count_);
      return;
    }
    for (int i = 0; i < descriptor->field_count(); ++i) {
      const FieldDescriptor* field = descriptor->field(i);
      const OneofDescriptor* oneof = field->real_containing_oneof();
      if (oneof != nullptr &&
          field->index_in_oneof() != choice_ % oneof->field_count()) {
        continue;
      }
      if (field->message_type() != nullptr && levels == 0) continue;
      if (field->is_repeated()) {
        Add(field, message, levels);
        Add(field, message, levels);
      } else {
        Set(field, message, levels);
      }
    }
  }

 private:
  std::string Text(const FieldDescriptor* field) {
    ++count_;
    // Some texts of the schema are dates.
    if (field->full_name() == "lotse.v1.Value.date" ||
        field->full_name() == "lotse.v1.CappedDay.day" ||
        field->full_name() == "lotse.v1.CalendarException.date" ||
        field->full_name() == "lotse.v1.CalendarException.until" ||
        field->full_name() == "lotse.v1.DayCount.date" ||
        field->full_name() == "lotse.v1.Opportunity.expected_close") {
      return absl::StrCat(1000 + count_ % 1000, "-11-23");
    }
    return absl::StrCat("text ", count_);
  }

  void Set(const FieldDescriptor* field, Message* message, int levels) {
    const Reflection* reflection = message->GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection->SetBool(message, field, true);
      case FieldDescriptor::CPPTYPE_INT64:
        return reflection->SetInt64(message, field, ++count_);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return reflection->SetDouble(message, field, ++count_ + 0.5);
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection->SetEnum(
            message, field,
            field->enum_type()->value(
                1 + ++count_ % (field->enum_type()->value_count() - 1)));
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection->SetString(message, field, Text(field));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        Fill(reflection->MutableMessage(message, field), levels - 1);
        // Where the levels end: canonical bytes leave out empty messages.
        if (field->containing_oneof() == nullptr &&
            reflection->GetMessage(*message, field).ByteSizeLong() == 0) {
          reflection->ClearField(message, field);
        }
        return;
      default:
        // Left unset, which the comparison of field lists notices.
        return;
    }
  }

  void Add(const FieldDescriptor* field, Message* message, int levels) {
    const Reflection* reflection = message->GetReflection();
    if (field->message_type() != nullptr) {
      Fill(reflection->AddMessage(message, field), levels - 1);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      reflection->AddString(message, field, Text(field));
    }
  }

  int choice_;
  int count_ = 0;
};

}  // namespace

void FillMessage(int choice, Message* message) {
  constexpr int kLevels = 9;
  Filler(choice).Fill(message, kLevels);
}

}  // namespace lotse::proto
