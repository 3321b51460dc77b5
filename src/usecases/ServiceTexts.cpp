#include "usecases/ServiceTexts.h"

namespace luotsi::usecases {

ServiceTexts ServiceLibrary::in(const QString &language) const
{
    const auto found = m_texts.constFind(language);
    if (found != m_texts.constEnd())
        return *found;
    return m_languages.isEmpty() ? ServiceTexts{} : m_texts.value(m_languages.first());
}

} // namespace luotsi::usecases
