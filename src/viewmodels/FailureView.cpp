#include "viewmodels/FailureView.h"

namespace luotsi::viewmodels {

namespace {

/// Cases a person must be able to tell apart: nothing can be kept here now, nothing is left, or what was
/// given is kept.
QString whatWorksId(base::ErrorCode code)
{
    switch (code) {
    case base::ErrorCode::StoreFull:
    case base::ErrorCode::StoreFailed:
    case base::ErrorCode::StoreCorrupt:
    case base::ErrorCode::StoreBusy:
    case base::ErrorCode::StoreWrongKey:
    case base::ErrorCode::StoreKeyUnavailable:
    case base::ErrorCode::StoreNotEncrypted:
    case base::ErrorCode::StoreTooNew:
        return QStringLiteral("failure-works-paper-and-phone");
    case base::ErrorCode::Erased:
        return QStringLiteral("failure-works-begin-anew");
    default:
        return QStringLiteral("failure-works-kept-here");
    }
}

} // namespace

void FailureView::show(const base::Error &error)
{
    m_errorId = base::textId(error.code);
    m_whatWorks = whatWorksId(error.code);
    m_staffDetail = error.detail;
    Q_EMIT changed();
}

} // namespace luotsi::viewmodels
