#include "domain/Reason.h"

#include <QtGlobal>

#include <array>

namespace luotsi::domain {

namespace {

struct Entry
{
    Reason reason;
    const char *textId;
};

constexpr std::array entries{
    //: Shown beside a field that must not be left empty.
    //% "Write the answer here."
    Entry{Reason::Empty, QT_TRID_NOOP("check-empty")},
    //: Beside a personal identity code.
    //% "The identity code has 11 characters. Check that nothing is missing."
    Entry{Reason::IdentityCodeForm, QT_TRID_NOOP("check-identity-code-form")},
    //% "The sign in the middle of the identity code is not right. It is often - or A."
    Entry{Reason::IdentityCodeSign, QT_TRID_NOOP("check-identity-code-sign")},
    //% "The date at the start of the identity code does not exist. Check the first six digits."
    Entry{Reason::IdentityCodeDate, QT_TRID_NOOP("check-identity-code-date")},
    //% "The identity code gives a birth date in the future. Check the first six digits and the sign."
    Entry{Reason::IdentityCodeFuture, QT_TRID_NOOP("check-identity-code-future")},
    //% "The three digits after the sign of the identity code are not right."
    Entry{Reason::IdentityCodeNumber, QT_TRID_NOOP("check-identity-code-number")},
    //% "The identity code has a mistake. Check each character, the last one too."
    Entry{Reason::IdentityCodeCharacter, QT_TRID_NOOP("check-identity-code-character")},
    //: Beside a bank account number.
    //% "An account number starts with two letters and two digits, for example FI21."
    Entry{Reason::IbanForm, QT_TRID_NOOP("check-iban-form")},
    //% "We do not know an account number that starts with these two letters. Check them."
    Entry{Reason::IbanCountry, QT_TRID_NOOP("check-iban-country")},
    //% "The account number is too short or too long. A Finnish one has FI and 16 digits."
    Entry{Reason::IbanLength, QT_TRID_NOOP("check-iban-length")},
    //% "The account number has a mistake. Check each digit."
    Entry{Reason::IbanChecksum, QT_TRID_NOOP("check-iban-checksum")},
    //% "The account number has a mistake near its end. Check each digit."
    Entry{Reason::IbanAccountChecksum, QT_TRID_NOOP("check-iban-account-checksum")},
    //% "This looks like the number of a bank card. Write the account number. It starts with FI."
    Entry{Reason::IbanCardNumber, QT_TRID_NOOP("check-iban-card-number")},
    //% "A bank code (BIC) has 8 or 11 characters."
    Entry{Reason::BicForm, QT_TRID_NOOP("check-bic-form")},
    //% "A reference number has 4 to 20 digits. It can also start with RF."
    Entry{Reason::ReferenceNumberForm, QT_TRID_NOOP("check-reference-number-form")},
    //% "The reference number has a mistake. Check each digit from the bill."
    Entry{Reason::ReferenceNumberChecksum, QT_TRID_NOOP("check-reference-number-checksum")},
    //% "Write the phone number with digits, for example 040 123 4567."
    Entry{Reason::PhoneForm, QT_TRID_NOOP("check-phone-form")},
    //% "The phone number is too short. Check that no digit is missing."
    Entry{Reason::PhoneShort, QT_TRID_NOOP("check-phone-short")},
    //% "The phone number is too long. Check the digits."
    Entry{Reason::PhoneLong, QT_TRID_NOOP("check-phone-long")},
    //% "A Finnish postal code has five digits, for example 00100."
    Entry{Reason::PostalCodeForm, QT_TRID_NOOP("check-postal-code-form")},
    //% "Write the amount with digits, for example 520,00."
    Entry{Reason::MoneyForm, QT_TRID_NOOP("check-money-form")},
    //% "We are not sure what amount you mean. Use a comma only before the cents, for example 1 234,50."
    Entry{Reason::MoneyAmbiguous, QT_TRID_NOOP("check-money-ambiguous")},
    //% "The amount is too large. Check the digits."
    Entry{Reason::MoneyTooLarge, QT_TRID_NOOP("check-money-too-large")},
    //% "The amount cannot be below zero here."
    Entry{Reason::MoneyNegative, QT_TRID_NOOP("check-money-negative")},
    //% "Write the day, the month and the year with digits, for example 23.11.2026."
    Entry{Reason::DateForm, QT_TRID_NOOP("check-date-form")},
    //% "Write the year with four digits, for example 2026."
    Entry{Reason::DateYear, QT_TRID_NOOP("check-date-year")},
    //% "This day does not exist. Check the day and the month."
    Entry{Reason::DateImpossible, QT_TRID_NOOP("check-date-impossible")},
    //% "An e-mail address has one @ sign, for example name@example.org."
    Entry{Reason::EmailForm, QT_TRID_NOOP("check-email-form")},
    //% "The name can have at most 100 characters."
    Entry{Reason::NameLong, QT_TRID_NOOP("check-name-long")},
    //% "The name has a character that names do not have. Check it."
    Entry{Reason::NameForm, QT_TRID_NOOP("check-name-form")},
    //% "A business ID has seven digits, a hyphen and one digit, for example 1234567-1."
    Entry{Reason::BusinessIdForm, QT_TRID_NOOP("check-business-id-form")},
    //% "The business ID has a mistake. Check each digit."
    Entry{Reason::BusinessIdChecksum, QT_TRID_NOOP("check-business-id-checksum")},
    //: Beside the field for the code on the slip.
    //% "The code has 12 characters. Check that nothing is missing."
    Entry{Reason::CodeLength, QT_TRID_NOOP("check-code-length")},
    //% "The code never has the characters 0, 1, 5, I, L, O or S. Look at your slip again."
    Entry{Reason::CodeCharacter, QT_TRID_NOOP("check-code-character")},
    //% "The code has a mistake. Compare each character with your slip."
    Entry{Reason::CodeChecksum, QT_TRID_NOOP("check-code-checksum")},
};

bool isCodeReason(Reason reason)
{
    return reason == Reason::CodeLength || reason == Reason::CodeCharacter || reason == Reason::CodeChecksum;
}

} // namespace

QString textId(Reason reason)
{
    for (const Entry &entry : entries) {
        if (entry.reason == reason)
            return QString::fromLatin1(entry.textId);
    }
    return QString();
}

base::Error failure(Reason reason)
{
    const auto code = isCodeReason(reason) ? base::ErrorCode::CodeMalformed : base::ErrorCode::MalformedInput;
    return base::Error{code, textId(reason), {}};
}

QString reasonTextId(const base::Error &error)
{
    for (const Entry &entry : entries) {
        if (error.detail == QLatin1String(entry.textId))
            return error.detail;
    }
    return QString();
}

} // namespace luotsi::domain
