#include "viewmodels/ResumeCodeView.h"

namespace luotsi::viewmodels {

void ResumeCodeView::show(const QString &code, const QString &qrSvg, bool worksElsewhere,
                          const QString &validUntil, const QStringList &accesses, bool renewed)
{
    m_accesses = accesses;
    m_renewed = renewed;
    m_code = code;
    m_qrSvg = qrSvg;
    m_worksElsewhere = worksElsewhere;
    m_validUntil = validUntil;
    Q_EMIT changed();
}

void ResumeCodeView::clear()
{
    show({}, {}, false, {});
}

} // namespace luotsi::viewmodels
