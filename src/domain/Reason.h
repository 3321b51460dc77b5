#pragma once

#include "base/Error.h"
#include "base/Result.h"

#include <QString>

#include <cstdint>

namespace luotsi::domain {

/// Why a typed value was not accepted, one reason per sentence a person can be told. A failed check of this
/// module is always an Error whose `detail` is the text id of a Reason: the id says what to do and never
/// repeats what was typed, so that it may stand in a log.
/// Threading: pure.
enum class Reason : std::uint8_t {
    Empty,
    IdentityCodeForm,
    IdentityCodeSign,
    IdentityCodeDate,
    IdentityCodeFuture,
    IdentityCodeNumber,
    IdentityCodeCharacter,
    IbanForm,
    IbanCountry,
    IbanLength,
    IbanChecksum,
    IbanAccountChecksum,
    IbanCardNumber,
    BicForm,
    ReferenceNumberForm,
    ReferenceNumberChecksum,
    PhoneForm,
    PhoneShort,
    PhoneLong,
    PostalCodeForm,
    MoneyForm,
    MoneyAmbiguous,
    MoneyTooLarge,
    MoneyNegative,
    DateForm,
    DateYear,
    DateImpossible,
    EmailForm,
    NameLong,
    NameForm,
    BusinessIdForm,
    BusinessIdChecksum,
    CodeLength,
    CodeCharacter,
    CodeChecksum,
};

/// Id of the plain-language text, e.g. "check-identity-code-character".
[[nodiscard]] QString textId(Reason reason);

/// The failure as the house's Error; `code` is CodeMalformed for resume codes, MalformedInput otherwise.
[[nodiscard]] base::Error failure(Reason reason);

/// The text id of a failed check of this module; "check-empty" is never guessed: empty when the error came
/// from elsewhere.
[[nodiscard]] QString reasonTextId(const base::Error &error);

} // namespace luotsi::domain
