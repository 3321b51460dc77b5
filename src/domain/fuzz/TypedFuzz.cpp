#include "domain/BusinessId.h"
#include "domain/Date.h"
#include "domain/Email.h"
#include "domain/Iban.h"
#include "domain/IdentityCode.h"
#include "domain/Money.h"
#include "domain/Phone.h"
#include "domain/PostalCode.h"
#include "domain/ReferenceNumber.h"

#include <cstdlib>

using namespace luotsi::domain;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// What was brought into its one form stays as it is.
template<typename Value, typename... Rest> void tryOut(const QString &typed, const Rest &...rest)
{
    if (const auto value = Value::normalise(typed, rest...)) {
        const auto again = Value::normalise(value->text(), rest...);
        require(again.ok() && again->text() == value->text());
    }
}

} // namespace

/// Any text as typed into a field of the kiosk.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto today = *Date::fromNumbers(2026, 11, 21);
    static const IbanLengths lengths = {{QStringLiteral("FI"), 18}, {QStringLiteral("NO"), 15}};
    const QString typed =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    tryOut<BusinessId>(typed);
    tryOut<Email>(typed);
    tryOut<Phone>(typed);
    tryOut<PostalCode>(typed);
    tryOut<Bic>(typed);
    tryOut<ReferenceNumber>(typed);
    tryOut<Iban>(typed, lengths);
    tryOut<IdentityCode>(typed, today);
    if (const auto date = Date::normalise(typed))
        require(Date::normalise(date->iso()).ok());
    if (const auto money = Money::normalise(typed))
        require(Money::normalise(money->instanceText())->cents() == money->cents());
    return 0;
}
